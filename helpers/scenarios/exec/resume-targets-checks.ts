import { changeRequestBodies, changeRequestInput, userMessage } from '../../mutations/model-requests.ts';
import { changeEachProcess, changeLastCharacter } from '../../mutations/recording.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { eachRequest, bodyText } from '../../checks/exec/request-contents.ts';
import { failIfAny, untestable } from '../../checks/check.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import { beside } from '../beside.ts';
import { EPHEMERAL_PROMPT } from './resume-targets.ts';

const EPHEMERAL = 'exec.flag.ephemeral';

/** The threads that a resumed turn continues. */
export const resumeTargetChecks = beside({
  'exec/resume/unknown-id': [
    refusal({
      id: 'exec/resume/unknown-thread-refused',
      clause: 'Resuming an unknown thread fails: codex exits with a code other than 0 and starts no other thread.',
      level: 'must',
      authority: {
        kind: 'source',
        reference: 'openai/codex codex-rs/exec/src/lib.rs: thread/resume fails with "no rollout found for thread id"',
      },
    }),
  ],
  'exec/resume/ephemeral-thread': [
    refusal(
      {
        id: 'exec/resume/ephemeral-thread-refused',
        clause: 'Resuming an ephemeral thread fails: codex exits with a code other than 0 and starts no other thread.',
        level: 'must',
        authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/ephemeral.rs' },
        needs: [EPHEMERAL],
        unjudged: () => ({ 'no such flag': withoutCapabilities }),
      },
      (processes) => processes.slice(1),
    ),
  ],
  'exec/resume/last-by-folder': [
    {
      id: 'exec/resume/last-of-folder',
      effects: ['exec resume --last'],
      clause: 'The last thread is resumed in the folder in which it ran.',
      level: 'must',
      authority: {
        kind: 'documented',
        reference: 'codex exec resume --help, --last: resume the most recent recorded session',
      },
      language: 'exec',
      judge({ processes }) {
        const [asked, actual] = processes.map(printedThreadId);
        if (typeof asked !== 'string' || actual === undefined) return untestable('no thread was resumed');
        const place = { message: 'process 2: thread of resume --last', file: 'stdout.2.jsonl', expected: asked };
        return failIfAny(
          actual === asked ? [] : [{ ...place, actual: actual ?? 'no thread' }],
          1,
          'last thread, resumed',
        );
      },
      mutants: () => ({
        'begins another thread': threadOfSecond(changeLastCharacter),
        'names the thread in capitals': threadOfSecond((id) => id.toUpperCase()),
      }),
      unjudged: () => ({
        'one process': (recording) => ({ ...recording, processes: recording.processes.slice(0, 1) }),
      }),
    },
  ],
  'exec/resume/ephemeral-turn': [
    eachRequest(
      {
        id: 'exec/resume/ephemeral-turn-not-kept',
        clause: 'A turn with --ephemeral is not kept: the next turn of the thread does not know of it.',
        level: 'should',
        authority: {
          kind: 'documented',
          reference: 'codex exec --help, --ephemeral: run without persisting session files to disk',
        },
        needs: [EPHEMERAL],
        mutants: () => ({
          'keeps the turn': changeRequestInput((input) => [userMessage(EPHEMERAL_PROMPT), ...input]),
          'keeps the turn in a summary': changeRequestBodies((body) => ({
            ...body,
            instructions: `The user said: ${EPHEMERAL_PROMPT}`,
          })),
        }),
        unjudged: () => ({
          'no such flag': withoutCapabilities,
          'no third turn': (recording) => ({
            ...recording,
            model: recording.model.filter(({ process }) => process < 3),
          }),
        }),
      },
      (exchange) =>
        exchange.process === 3 && bodyText(exchange).includes(EPHEMERAL_PROMPT)
          ? { subject: 'the history', expected: 'no ephemeral turn', actual: EPHEMERAL_PROMPT }
          : undefined,
      ({ model }) => (model.some(({ process }) => process === 3) ? undefined : 'the thread was not continued'),
    ),
  ],
});

/** Changes the thread that the second process prints. */
function threadOfSecond(change: (id: string) => string): Mutation {
  return changeEachProcess((process) => {
    const id = printedThreadId(process);
    if (process.process !== 2 || id === null) return {};
    return { stdout: process.stdout.replaceAll(id, change(id)) };
  });
}

const withoutCapabilities: Mutation = (recording) => ({
  ...recording,
  codex: { ...recording.codex, capabilities: [] },
});
