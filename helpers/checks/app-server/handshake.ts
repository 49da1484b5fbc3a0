import type { WireMessage } from '../../app-server/wire.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { type Clause, everyMessage, type Fault, FINE, ruleOn, wireRule } from '../stream-rule.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { sourceIn, testedIn } from './authorities.ts';
import { fieldsIn, fieldsOf, textIn } from './fields.ts';

/** `name/version`, then whatever else the server tells of itself. */
const PRODUCT = /^[^\s/]+\/(\d+\.\d+\.\d+\S*)(?: |$)/;

/** What holds for the beginning of every wire. */
export const handshakeChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/handshake/initialize-answered-first',
    clause: 'Until it has answered initialize the server sends nothing but refusals.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: sourceIn('app-server/src/transport: notifications go to initialized connections only'),
    about: 'handshakes',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, silentUntilAnswered),
  }),
  wireRule({
    id: 'app-server/handshake/user-agent-names-client',
    clause: 'The answer to initialize has a userAgent with the version of codex and the name of the client.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: testedIn('v2/initialize.rs'),
    about: 'answers to initialize',
    whenNone: 'untestable',
    start: ruleOn(handshakes, () => ({
      see({ line, userAgent, client }) {
        if (userAgent === null) return [{ message: 'there is no userAgent', line }];
        const actual = userAgent;
        if (!PRODUCT.test(userAgent))
          return [{ message: 'the userAgent does not begin with name/version', line, actual }];
        if (client === null || userAgent.includes(client)) return FINE;
        return [{ message: 'the userAgent does not name the client', line, expected: client, actual }];
      },
    })),
  }),
  {
    id: 'app-server/handshake/user-agent-tells-version',
    clause: 'The version in the userAgent is the one that codex --version prints.',
    level: 'should',
    assumes: ['starts'],
    authority: sourceIn('login/src/auth/default_client.rs: get_codex_user_agent'),
    language: 'app-server',
    judge({ processes, codex }) {
      const told = processes.flatMap((process) => {
        const read = handshakes();
        return messagesOf(process).flatMap((message) => {
          const handshake = read(message);
          const version = PRODUCT.exec(handshake?.userAgent ?? '')?.[1];
          return version === undefined ? [] : [{ process, line: message.line, version }];
        });
      });
      if (told.length === 0) return untestable('no answer to initialize tells a version');
      const found = told
        .filter(({ version }) => version !== codex.version)
        .map(({ process, line, version }) => ({
          ...onWire(process, line, 'the userAgent tells another version'),
          expected: codex.version,
          actual: version,
        }));
      return failIfAny(found, `${told.length} userAgent with the version ${codex.version}`);
    },
  },
];

interface Handshake {
  readonly line: number;
  readonly userAgent: string | null;
  readonly client: string | null;
}

function handshakes(): (message: WireMessage) => Handshake | null {
  return ({ line, from, message, answers }) => {
    if (from === 'client' || message.kind !== 'response' || answers?.method !== 'initialize') return null;
    return {
      line,
      userAgent: textIn(fieldsOf(message.result), 'userAgent'),
      client: textIn(fieldsIn(fieldsOf(answers.params), 'clientInfo'), 'name'),
    };
  };
}

function silentUntilAnswered(): Clause<WireMessage> {
  let asked = false;
  let answered = false;
  // Only the request tells that this is a wire with both sides on it, and not what somebody captured of one.
  let early: Fault | null = null;
  return {
    see({ from, line, message, answers }) {
      if (answered || message.kind === 'invalid') return undefined;
      if (from === 'client') {
        if (asked || message.kind !== 'request' || message.method !== 'initialize') return undefined;
        asked = true;
        return early === null ? undefined : [early];
      }
      if (message.kind === 'error-response') return undefined;
      if (message.kind === 'response' && answers?.method === 'initialize') {
        answered = true;
        return FINE;
      }
      const what = message.kind === 'response' ? 'an answer' : message.method;
      const fault = { message: `${what} comes before the answer to initialize`, line };
      if (asked) return [fault];
      early ??= fault;
      return undefined;
    },
  };
}
