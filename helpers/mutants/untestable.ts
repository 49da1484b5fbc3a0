import { eachProcess, notifications, requests, answers, both, turns, wire, type Mutation } from './mutations.ts';
import { mutantsOf, type Mutant } from './mutant.ts';

const noProcess: Mutation = (recording) => ({ ...recording, processes: [] });
const noRequest: Mutation = (recording) => ({ ...recording, model: [] });
const silent = eachProcess(() => ({ stdout: '', wire: [] }));
const noTurn = turns(() => []);

/** Recordings that do not hold what a check speaks of. */
export const UNTESTABLE: readonly Mutant[] = [
  ...mutantsOf('run/process/exits-by-itself', { 'no process': noProcess }),
  ...mutantsOf('run/process/leaves-no-child', { 'no process': noProcess }),
  ...mutantsOf('run/network/stays-on-loopback', { 'no request': noRequest }),
  ...mutantsOf('run/model/requests-well-formed', { 'no request': noRequest }),
  ...mutantsOf('run/model/asked-in-each-turn', { 'no turn': noTurn }),
  ...mutantsOf('exec/stdout/jsonl-only', { 'no process': noProcess, 'no output': silent }),
  ...mutantsOf('exec/events/known-shape', {
    'no output': silent,
    'only unknown events': eachProcess(() => ({ stdout: '{"type":"new.event"}\n' })),
  }),
  ...mutantsOf('exec/events/thread-started-first', { 'no process': noProcess, 'no output': silent }),
  ...mutantsOf('exec/events/terminal-event-last', { 'no process': noProcess, 'no output': silent }),
  ...mutantsOf('exec/exit/agrees-with-terminal-event', { 'no process': noProcess, 'no output': silent }),
  ...mutantsOf('exec/turn/completes', { 'no process': noProcess, 'no output': silent }),
  ...mutantsOf('exec/resume/same-thread', {
    'no process': noProcess,
    'one process': (recording) => ({ ...recording, processes: recording.processes.slice(0, 1) }),
    'no thread in the first turn': eachProcess(({ process, stdout }) => ({ stdout: process === 1 ? '' : stdout })),
  }),
  ...mutantsOf('exec/resume/history-reaches-model', {
    'no turn': noTurn,
    'one turn': turns((all) => all.slice(0, 1)),
    'no request of the resumed turn': requests(() => []),
  }),
  ...mutantsOf('app-server/wire/valid-messages', {
    'no process': noProcess,
    'no output': wire((lines) => lines.filter(({ from }) => from === 'client')),
  }),
  ...mutantsOf('app-server/wire/one-answer-per-request', { 'no wire': silent }),
  ...mutantsOf('app-server/wire/no-error-answers', {
    'no wire': silent,
    'no answer': both(
      answers(1, () => []),
      answers(2, () => []),
      answers(3, () => []),
    ),
  }),
  ...mutantsOf('app-server/thread/announced-as-answered', {
    'no wire': silent,
    'no thread': both(
      answers(2, () => []),
      notifications('thread/started', () => []),
    ),
  }),
  ...mutantsOf('app-server/turn/completes', { 'no process': noProcess, 'no wire': silent }),
  ...mutantsOf('app-server/exit/clean-after-eof', { 'no process': noProcess }),
  ...mutantsOf('turn/reply/exact', { 'no turn': noTurn }),
  ...mutantsOf('turn/thread/id-known-to-model', {
    'no request': noRequest,
    'no id in any request': (recording) => ({
      ...recording,
      model: recording.model.map((exchange) => ({
        ...exchange,
        headers: [],
        body: exchange.body === null ? null : { input: [] },
      })),
    }),
  }),
];
