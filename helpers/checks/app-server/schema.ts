import { schemaName } from '../../app-server/schema-bundle.ts';
import { protocolValidator } from '../../app-server/protocol-validator.ts';
import { EMITS_SCHEMA } from '../../codex/schema.ts';
import type { RecordedProtocol } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { onWire, serverMessages } from '../../queries/wire-messages.ts';
import {
  changeResponse,
  changeServerMessages,
  changeNotifications,
  withoutProtocol,
} from '../../mutations/mutations.ts';
import { changeWireItems, isNotification, changeTurn } from '../../mutations/wire.ts';

/** Up to 0.114 each event is sent twice, once in a form without a schema. */
const OLD_FORM = /^server notification codex\/event\//;

const validators = new WeakMap<RecordedProtocol, ReturnType<typeof protocolValidator>>();

/** Checks against the schema that the binary emits. */
export const schemaChecks: readonly Check[] = [
  {
    id: 'app-server/schema/valid-messages',
    clause: 'Each server message is valid against the schema that the binary emits for its method.',
    level: 'must',
    authority: { kind: 'schema', reference: 'codex app-server generate-json-schema' },
    language: 'app-server',
    needs: [EMITS_SCHEMA],
    judge(recording) {
      const { protocol } = recording;
      if (protocol === undefined) return untestable('the emitted schema was not recorded');
      const validate = validatorOf(protocol);
      const unknown = new Set<string>();
      const judged = serverMessages(recording).flatMap(({ process, message }) => {
        const faults = validate(message);
        const name = schemaName(message);
        if (faults === null && name !== null && !OLD_FORM.test(name)) unknown.add(name);
        return faults === null ? [] : [{ process, message, faults }];
      });
      if (judged.length === 0) return untestable('the server sent no message that has a schema');
      const found = judged
        .filter(({ faults }) => faults.length > 0)
        .map(({ process, message, faults }) => onWire(process, message.line, faults.join('; ')));
      const without = unknown.size === 0 ? '' : `; no schema for ${[...unknown].join(', ')}`;
      return failIfAny(found, judged.length, `server messages, all valid${without}`);
    },
    mutants: () => ({
      'starts a turn that is none': changeNotifications('turn/started', (params) => [{ ...params, turn: 'none' }]),
      'starts nothing': changeServerMessages(isNotification('turn/started'), ({ method }) => [{ method }]),
      'ends the turn with an unknown status': changeTurn('turn/completed', { status: 'done' }),
      'ends a turn without an id': changeTurn('turn/completed', { id: null }),
      'has a number for the text of a message': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        text: 192,
      })),
      'answers with a thread that is none': changeResponse(2, (answer) => [{ ...answer, result: { thread: null } }]),
      'sends pieces that are no text': changeNotifications('item/agentMessage/delta', (params) => [
        { ...params, delta: 1 },
      ]),
    }),
    unjudged: () => ({ 'a schema that was not recorded': withoutProtocol }),
  },
];

function validatorOf(protocol: RecordedProtocol): ReturnType<typeof protocolValidator> {
  const known = validators.get(protocol) ?? protocolValidator(protocol);
  validators.set(protocol, known);
  return known;
}
