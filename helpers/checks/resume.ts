import { failIfAny, untestable, type Check } from './check.ts';
import { fileOf } from './files.ts';
import { messagesBeforePrompt } from './model-view.ts';
import { actualReply } from './reply-view.ts';
import { printedThreadId } from './thread-view.ts';

const PERSISTENT = ['exec_persistent'] as const;

/** What holds when a thread is continued in a new process. */
export const resumeChecks: readonly Check[] = [
  {
    id: 'exec/resume/same-thread',
    clause: 'A resumed turn names the thread that was asked for.',
    level: 'must',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs' },
    modes: PERSISTENT,
    judge({ processes }) {
      const [first, ...later] = processes;
      const asked = first === undefined ? null : printedThreadId(first);
      if (asked === null) return untestable('the first turn named no thread');
      if (later.length === 0) return untestable('no turn was resumed');
      const found = later.flatMap((process) => {
        const actual = printedThreadId(process);
        if (actual === asked) return [];
        const file = fileOf(process, 'stdout');
        return [
          { message: 'the resumed turn names another thread', file, expected: asked, actual: actual ?? 'no thread' },
        ];
      });
      return failIfAny(found, `${later.length} resumed turn names the thread ${asked}`);
    },
  },
  {
    id: 'exec/resume/history-reaches-model',
    clause: 'The model gets the earlier prompt and its own earlier reply again when a thread is resumed.',
    level: 'must',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs; sdk/typescript/tests/run.test.ts',
    },
    modes: PERSISTENT,
    readsModel: true,
    judge(recording) {
      const { expected, model } = recording;
      const resumed = expected.turns.at(-1);
      if (resumed === undefined || expected.turns.length === 1) return untestable('no turn was resumed');
      const requests = model.filter(({ process, method }) => process === resumed.process && method === 'POST');
      if (requests.length === 0) return untestable('no request to the model came from the resumed turn');
      const sent = new Set(requests.flatMap(messagesBeforePrompt));
      const earlier = expected.turns.slice(0, -1).flatMap((turn) => {
        const prompt = { what: `the prompt of turn ${turn.turn}`, text: turn.prompt };
        const reply = actualReply(recording, turn);
        return reply === undefined ? [prompt] : [prompt, { what: `the reply of turn ${turn.turn}`, text: reply }];
      });
      const found = earlier
        .filter(({ text }) => !sent.has(text))
        .map(({ what, text }) => ({
          message: `the resumed turn did not send ${what}`,
          file: 'model.jsonl',
          expected: text,
        }));
      return failIfAny(found, `${earlier.length} earlier messages are in the request of the resumed turn`);
    },
  },
];
