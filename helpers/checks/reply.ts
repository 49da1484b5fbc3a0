import { MODES } from '../recording/recording.ts';
import { failIfAny, untestable, type Check } from './check.ts';
import { fileOf } from './files.ts';
import { actualReply } from './reply-view.ts';
import { printedThreadId, threadIdsToldToModel } from './thread-view.ts';

/** What a program wants of a turn: the reply, and an id of the thread that holds. */
export const replyChecks: readonly Check[] = [
  {
    id: 'turn/reply/exact',
    clause: 'The reply of each turn is what the model said, character by character.',
    level: 'must',
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: the final message is the agent’s reply',
    },
    modes: MODES,
    judge(recording) {
      const { turns } = recording.expected;
      if (turns.length === 0) return untestable('the scenario expects no reply');
      const base = recording.mode === 'app_server' ? 'wire' : 'stdout';
      const found = turns.flatMap((turn) => {
        const actual = actualReply(recording, turn);
        if (actual === turn.expected_reply) return [];
        const process = recording.processes.find(({ process }) => process === turn.process);
        return [
          {
            message:
              actual === undefined ? `turn ${turn.turn}: no reply came` : `turn ${turn.turn}: another reply came`,
            ...(process === undefined ? {} : { file: fileOf(process, base) }),
            expected: turn.expected_reply,
            ...(actual === undefined ? {} : { actual }),
          },
        ];
      });
      return failIfAny(found, `${turns.length} of ${turns.length} replies are exact`);
    },
  },
  {
    id: 'turn/thread/id-known-to-model',
    clause: 'The thread id that codex prints is the one under which it speaks to the model.',
    level: 'should',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/core: prompt_cache_key and the session header carry the thread id',
    },
    modes: MODES,
    readsModel: true,
    judge({ processes, model }) {
      const told = model.filter(({ method }) => method === 'POST');
      if (told.flatMap(threadIdsToldToModel).length === 0)
        return untestable('codex told the model no id of its thread');
      const found = processes.flatMap((process) => {
        const printed = printedThreadId(process);
        const others = told
          .filter((exchange) => exchange.process === process.process)
          .flatMap(threadIdsToldToModel)
          .filter((id) => id !== printed);
        return [...new Set(others)].map((actual) => ({
          message: `process ${process.process} speaks to the model under another id`,
          file: 'model.jsonl',
          expected: printed ?? 'a thread id',
          actual,
        }));
      });
      return failIfAny(found, `${told.length} requests to the model, each under the id that was printed`);
    },
  },
];
