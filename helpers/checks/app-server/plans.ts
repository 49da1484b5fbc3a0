import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { serverMessages, onWire } from '../../queries/wire-messages.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, notApplicable, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { covers } from './item-sources.ts';

/** Checks of the plan of a turn. */
export const planChecks: readonly Check[] = [
  {
    id: 'app-server/turn/plan-as-model-sent',
    clause: 'Each update of a plan by the model is reported, with its steps, their states and the explanation.',
    level: 'must',
    assumes: ['turn-uncut', 'plans'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const sent = calledTools(recording)
        .filter(({ name, args }) => name === 'update_plan' && args !== null)
        .map(({ args }) => ({
          explanation: args!['explanation'] ?? null,
          plan: listIn(args!, 'plan').map((one) => {
            const step = objectOf(one);
            return { ...step, status: camelCase(textIn(step, 'status') ?? '') };
          }),
        }));
      const shown = serverMessages(recording).filter(
        ({ message: { message } }) => message.kind === 'notification' && message.method === 'turn/plan/updated',
      );
      if (sent.length + shown.length === 0) return notApplicable('no update of a plan');
      const wrong = shown.flatMap(({ process, message: { line, message } }, index): Evidence[] => {
        const actual = 'params' in message ? message.params : undefined;
        if (sent[index] !== undefined && covers(sent[index], actual)) return [];
        const expected = JSON.stringify(sent[index]) ?? 'no update';
        return [
          {
            ...onWire(process, line, 'plan differs from the one that the model sent'),
            expected,
            actual: JSON.stringify(actual),
          },
        ];
      });
      const reports = recording.protocol?.methods['server notification'].includes('turn/plan/updated') === true;
      const silent = (reports ? sent : [])
        .slice(shown.length)
        .map((plan) => ({ message: 'no turn/plan/updated', file: 'wire.jsonl', expected: JSON.stringify(plan) }));
      return failIfAny([...wrong, ...silent], shown.length, 'updates of plans, as the model sent them');
    },
    mutants: () => ({
      'never reports it': removeMessages(isNotification('turn/plan/updated')),
      'reports another step': changeSteps((step) => ({ ...step, step: 'wait' })),
      'reports another state': changeSteps((step) => ({ ...step, status: 'completed' })),
      'reports another explanation': changeNotifications('turn/plan/updated', (params) => [
        { ...params, explanation: 'Because.' },
      ]),
    }),
  },
];

function changeSteps(change: (step: JsonObject) => JsonObject): Mutation {
  return changeNotifications('turn/plan/updated', (params) => [
    { ...params, plan: listIn(params, 'plan').map((step) => change(objectOf(step))) },
  ]);
}

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
