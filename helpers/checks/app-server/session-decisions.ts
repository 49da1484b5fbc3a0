import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages, isNotification } from '../../mutations/wire.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { everyMessage, NO_VIOLATIONS, ruleOn, wireRule, type SubjectJudge } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';

const ASKED = 'item/commandExecution/requestApproval';

/** Decisions of the client that hold for more than one command. */
export const sessionDecisionChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/approval/session-decision-lasts',
    clause: 'A command that was accepted for the session is not asked about again in its thread.',
    level: 'must',
    assumes: ['session-decisions'],
    authority: README,
    about: 'commands that were accepted for the session before',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, sessionDecisionLasts),
    mutants: () => ({
      'asks before the command starts again': askAgain('item/started'),
      'asks when the command has run again': askAgain('item/completed'),
    }),
  }),
];

function sessionDecisionLasts(): SubjectJudge<WireMessage> {
  const accepted = new Set<string>();
  return {
    see({ from, line, message, answers }) {
      if (from === 'client') {
        const decision = message.kind === 'response' ? objectOf(message.result)['decision'] : undefined;
        const asked = objectOf(answers?.params);
        if (decision === 'acceptForSession' && answers?.method === ASKED) accepted.add(nameOf(asked, asked));
        return undefined;
      }
      if (message.kind !== 'notification' && message.kind !== 'request') return undefined;
      const params = objectOf(message.params);
      if (message.kind === 'request' && message.method === ASKED && accepted.has(nameOf(params, params))) {
        const about = 'an approval is requested of a command that was accepted for the session';
        return [{ message: about, line, actual: String(params['command']) }];
      }
      const item = objectIn(params, 'item');
      const isEnd = message.method === 'item/completed' && item['type'] === 'commandExecution';
      return isEnd && item['status'] === 'completed' && accepted.has(nameOf(params, item)) ? NO_VIOLATIONS : undefined;
    },
  };
}

/** The thread, the command and its folder as one text. */
function nameOf(params: JsonObject, command: JsonObject): string {
  return JSON.stringify([textIn(params, 'threadId'), textIn(command, 'command'), textIn(command, 'cwd')]);
}

/** Asks for the approval of each command beside a notification of it. */
function askAgain(method: string): Mutation {
  return changeServerMessages(isNotification(method, 'commandExecution'), (message) => {
    const params = objectOf(message['params']);
    const { id: itemId, command, cwd } = objectIn(params, 'item');
    return [{ method: ASKED, id: 99, params: { ...params, item: undefined, itemId, command, cwd } }, message];
  });
}
