import { mutantsOf, type Mutant } from '../mutant.ts';
import { answers, both, eachProcess, turns, wire, type Mutation } from '../../mutations/mutations.ts';
import { notice, without } from '../../mutations/wire.ts';

const noProcess: Mutation = (recording) => ({ ...recording, processes: [] });
const noWire = eachProcess(() => ({ wire: [] }));
const noOutput = wire((lines) => lines.filter(({ from }) => from === 'client'));
const noThread = both(
  answers(2, () => []),
  without(notice('thread/started')),
);
const noTurn = both(
  answers(3, () => []),
  without(({ method }) => typeof method === 'string' && /^(?:turn|item)\//.test(method)),
);
const noUsage = without(notice('thread/tokenUsage/updated'));

/** Wires that do not hold what a check speaks of. */
export const appServerUntestable: readonly Mutant[] = [
  ...mutantsOf('app-server/wire/valid-messages', { 'no process': noProcess, 'no output': noOutput }),
  ...mutantsOf('app-server/wire/one-answer-per-request', { 'no wire': noWire }),
  ...mutantsOf('app-server/wire/answer-id-type', { 'no wire': noWire, 'no output': noOutput }),
  ...mutantsOf('app-server/wire/no-error-answers', { 'no wire': noWire, 'no output': noOutput }),
  ...mutantsOf('app-server/handshake/initialize-answered-first', { 'no wire': noWire, 'no output': noOutput }),
  ...mutantsOf('app-server/handshake/user-agent-names-client', { 'no answer': answers(1, () => []) }),
  ...mutantsOf('app-server/handshake/user-agent-tells-version', { 'no answer': answers(1, () => []) }),
  ...mutantsOf('app-server/thread/announced-as-answered', { 'no wire': noWire, 'no thread': noThread }),
  ...mutantsOf('app-server/thread/answered-before-announced', { 'no thread': noThread }),
  ...mutantsOf('app-server/thread/ids-known', { 'no turn': noTurn }),
  ...mutantsOf('app-server/thread/status-follows-turn', {
    'no status': without(notice('thread/status/changed')),
  }),
  ...mutantsOf('app-server/thread/session-file', {
    'no thread': noThread,
    'no turn': noTurn,
    'an ephemeral thread': answers(2, (answer) => [
      { ...answer, result: { thread: { ...(answer['result'] as { thread: object }).thread, ephemeral: true } } },
    ]),
    'a live run': (recording) => ({ ...recording, model_source: 'live', files: [] }),
  }),
  ...[
    'answered-before-started',
    'starts-as-answered',
    'one-start-one-end',
    'nothing-after-end',
    'items-in-started-turn',
    'status',
    'error-iff-failed',
    'reply-in-completed',
  ].flatMap((name) => mutantsOf(`app-server/turn/${name}`, { 'no turn': noTurn })),
  ...[
    'started-then-completed',
    'closed-at-turn-end',
    'keeps-type',
    'deltas-while-open',
    'deltas-make-text',
    'user-message-before-reply',
  ].flatMap((name) => mutantsOf(`app-server/item/${name}`, { 'no turn': noTurn })),
  ...mutantsOf('app-server/item/user-message-is-prompt', { 'no turn': turns(() => []) }),
  ...['totals-never-fall', 'first-total-is-last', 'parts-fit'].flatMap((name) =>
    mutantsOf(`app-server/usage/${name}`, { 'no report': noUsage }),
  ),
  ...mutantsOf('app-server/turn/completes', { 'no process': noProcess, 'no wire': noWire }),
  ...mutantsOf('app-server/exit/clean-after-eof', {
    'no process': noProcess,
    'a process that cannot be started': eachProcess(() => ({
      ended_by: 'spawn-error',
      spawn_error: 'spawn ENOENT',
      exit_code: null,
      wire: [],
    })),
  }),
  ...mutantsOf('app-server/schema/valid-messages', {
    'no output': noOutput,
    'no schema': withoutProtocol([]),
    'a schema that was not recorded': withoutProtocol(['app-server.command.generate-json-schema']),
  }),
  ...mutantsOf('app-server/approval/none-under-never', {
    'no output': noOutput,
    'another policy': eachProcess(() => ({ argv: ['app-server'] })),
  }),
];

function withoutProtocol(capabilities: readonly string[]): Mutation {
  return (recording) => {
    const changed = { ...recording, codex: { ...recording.codex, capabilities } };
    Reflect.deleteProperty(changed, 'protocol');
    return changed;
  };
}
