import { mutantsOf, type Mutant } from '../mutant.ts';
import { eachProcess, wire, type Mutation } from '../../mutations/mutations.ts';

const noWire = eachProcess(() => ({ wire: [] }));
const noRequest: Mutation = (recording) => ({ ...recording, model: [] });
const noAnswers = wire((lines) => lines.filter(({ from, text }) => from === 'client' || !text.includes('"result"')));
const noProtocol: Mutation = (recording) => {
  const changed = { ...recording };
  Reflect.deleteProperty(changed, 'protocol');
  return changed;
};

/** Wires beyond plain turns that do not hold what a check speaks of. */
export const depthUntestable: readonly Mutant[] = [
  ...mutantsOf('app-server/handshake/opt-out-kept', { 'no wire': noWire, 'an older binary': noProtocol }),
  ...[
    'handshake/initialize-once',
    'handshake/required',
    'item/command-exit-code',
    'item/file-change-tells-diff',
    'approval/names-item',
    'approval/decision-decides',
    'approval/cancel-interrupts',
    'interrupt/ends-turn',
    'error/told-before-failed-turn',
    'error/unknown-method-invalid',
  ].flatMap((name) => mutantsOf(`app-server/${name}`, { 'no wire': noWire })),
  ...['steer/reaches-model', 'rollback/model-forgets', 'fork/model-remembers', 'resume/model-remembers'].flatMap(
    (name) => mutantsOf(`app-server/${name}`, { 'no answer': noAnswers, 'no request': noRequest }),
  ),
  ...mutantsOf('app-server/resume/cut-turn-interrupted', { 'no answer': noAnswers }),
  ...mutantsOf('app-server/dynamic-tool/output-reaches-model', {
    'no request': noRequest,
    'no tool': (recording) => ({
      ...recording,
      model: recording.model.map((each) => ({ ...each, body: { input: [] } })),
    }),
  }),
];
