import { schemaName } from '../../app-server/schema-bundle.ts';
import { protocolValidator } from '../../app-server/protocol-validator.ts';
import { EMITS_SCHEMA } from '../../codex/schema.ts';
import type { RecordedProtocol } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { onWire, serverMessages } from '../../queries/wire-messages.ts';

/** Up to 0.114 each event is on the wire a second time, in a form that no schema has. */
const OLD_FORM = /^server notification codex\/event\//;

const validators = new WeakMap<RecordedProtocol, ReturnType<typeof protocolValidator>>();

/** What the binary says of its own messages. */
export const schemaChecks: readonly Check[] = [
  {
    id: 'app-server/schema/valid-messages',
    clause: 'Each message of the server is valid against the schema of its method that this very binary emits.',
    level: 'must',
    assumes: ['starts'],
    authority: { kind: 'schema', reference: 'codex app-server generate-json-schema' },
    language: 'app-server',
    needs: [EMITS_SCHEMA],
    judge(recording) {
      const { protocol } = recording;
      if (protocol === undefined) return untestable('the schema that the binary emits was not recorded');
      const validate = validatorOf(protocol);
      const unknown = new Set<string>();
      const judged = serverMessages(recording).flatMap(({ process, message }) => {
        const faults = validate(message);
        const name = schemaName(message);
        if (faults === null && name !== null && !OLD_FORM.test(name)) unknown.add(name);
        return faults === null ? [] : [{ process, message, faults }];
      });
      if (judged.length === 0) return untestable('the server sent no message that the schema speaks of');
      const found = judged
        .filter(({ faults }) => faults.length > 0)
        .map(({ process, message, faults }) => onWire(process, message.line, faults.join('; ')));
      const without = unknown.size === 0 ? '' : `; the schema does not have ${[...unknown].join(', ')}`;
      return failIfAny(found, `${judged.length} messages of the server, valid${without}`);
    },
  },
];

/** Compiling schemas takes a tenth of a second, so it is done once for all recordings that share them. */
function validatorOf(protocol: RecordedProtocol): ReturnType<typeof protocolValidator> {
  const known = validators.get(protocol) ?? protocolValidator(protocol);
  validators.set(protocol, known);
  return known;
}
