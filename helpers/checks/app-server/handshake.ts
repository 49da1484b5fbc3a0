import type { WireMessage } from '../../app-server/wire.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { type SubjectJudge, everyMessage, type Violation, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { sourceIn, testedIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastCharacter } from '../../mutations/recording.ts';
import { moveBefore, isNotification, insertServerLine, changeResponse, isResponseTo } from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

/** `name/version`, then anything else. */
const PRODUCT = /^[^\s/]+\/(\d+\.\d+\.\d+\S*)(?: |$)/;

/** Checks of the handshake. */
export const handshakeChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/handshake/initialize-answered-first',
    clause: 'Before it has answered initialize, the server sends only error responses.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: sourceIn('app-server/src/transport: notifications go to initialized connections only'),
    about: 'handshakes',
    whenNone: 'untestable',
    start: ruleOn(everyMessage, silentUntilAnswered),
    mutants: () => ({
      'warns before it is spoken to': insertServerLine(
        0,
        '{"method":"configWarning","params":{"summary":"no bubblewrap"}}',
      ),
      'warns before it answers': insertServerLine(1, '{"method":"configWarning","params":{"summary":"no bubblewrap"}}'),
      'asks before it answers': insertServerLine(1, '{"method":"currentTime/read","id":0,"params":{}}'),
      'announces a thread first': moveBefore(isNotification('thread/started'), isResponseTo('initialize')),
      'answers another request first': moveBefore(isResponseTo('thread/start'), isResponseTo('initialize')),
    }),
  }),
  wireRule({
    id: 'app-server/handshake/user-agent-names-client',
    clause:
      'The answer to initialize has a userAgent with the version of codex and the name and version of the client.',
    level: 'must',
    assumes: ['starts'],
    needsClient: true,
    authority: testedIn('v2/initialize.rs'),
    about: 'answers to initialize',
    whenNone: 'untestable',
    start: ruleOn(handshakes, () => ({
      see({ line, userAgent, client }) {
        if (userAgent === null) return [{ message: 'no userAgent', line }];
        const actual = userAgent;
        if (!PRODUCT.test(userAgent))
          return [{ message: 'the userAgent does not begin with name/version', line, actual }];
        const missing = client.find((text) => !userAgent.includes(text));
        if (missing === undefined) return NO_VIOLATIONS;
        return [{ message: 'the userAgent does not name the client', line, expected: missing, actual }];
      },
    })),
    mutants: () => ({
      'leaves out the userAgent': changeResponse('initialize', (answer) => [{ ...answer, result: {} }]),
      'has a list for the userAgent': userAgent((text) => [text]),
      'names another client': userAgent(() => 'codex_cli_rs/0.98.0 (Debian 12.0.0; x86_64) unknown'),
      'leaves out the version': userAgent((text) => text.replace(/\/\S*/, '')),
      'names another version of the client': userAgent((text) => text.replace(/; [^;]*\)$/, '; 0)')),
      'says only who asked': userAgent((text) => text.slice(text.lastIndexOf('('))),
    }),
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
      if (told.length === 0) return untestable('no answer to initialize has a version');
      const found = told
        .filter(({ version }) => version !== codex.version)
        .map(({ process, line, version }) => ({
          ...onWire(process, line, 'version in the userAgent'),
          expected: codex.version,
          actual: version,
        }));
      return failIfAny(found, told.length, `userAgents with the version ${codex.version}`);
    },
    mutants: () => ({
      'tells the version before a build': userAgent((text) => text.replace(/\/\S*/, '/0.0.0')),
      'tells a version that differs in its last figure': userAgent((text) =>
        text.replace(/\/\S*/, (version) => changeLastCharacter(`${version}0`)),
      ),
    }),
    unjudged: () => ({ 'no answer': changeResponse('initialize', () => []) }),
  },
];

interface Handshake {
  readonly line: number;
  readonly userAgent: string | null;
  /** Its name, and its name and version as the userAgent has them. */
  readonly client: readonly string[];
}

function handshakes(): (message: WireMessage) => Handshake | null {
  return ({ line, from, message, answers }) => {
    if (from === 'client' || message.kind !== 'response' || answers?.method !== 'initialize') return null;
    const info = objectIn(objectOf(answers.params), 'clientInfo');
    const [name, version] = [textIn(info, 'name'), textIn(info, 'version')];
    const client = [name, name === null || version === null ? null : `(${name}; ${version})`];
    return {
      line,
      userAgent: textIn(objectOf(message.result), 'userAgent'),
      client: client.filter((text) => text !== null),
    };
  };
}

function silentUntilAnswered(): SubjectJudge<WireMessage> {
  let asked = false;
  let answered = false;
  // Only the request tells that this is a wire with both sides on it, and not what somebody captured of one.
  let early: Violation | null = null;
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
        return NO_VIOLATIONS;
      }
      const what = message.kind === 'response' ? 'an answer' : message.method;
      const violation = { message: `${what} comes before the answer to initialize`, line };
      if (asked) return [violation];
      early ??= violation;
      return undefined;
    },
  };
}

function userAgent(change: (text: string) => unknown): Mutation {
  return changeResponse('initialize', (answer) => {
    const result = answer['result'] as JsonObject;
    return [{ ...answer, result: { ...result, userAgent: change(result['userAgent'] as string) } }];
  });
}
