import { changeToolOutputs } from '../../mutations/model-requests.ts';
import { changeWireItems } from '../../mutations/wire.ts';
import { toolOutputs } from '../../queries/called-tools.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { covers } from './item-sources.ts';
import { itemStatements } from './item-statements.ts';

/** Checks that follow what the client answers to calls of tools. */
export const clientResultChecks: readonly Check[] = [
  {
    id: 'app-server/request/result-as-client-sent',
    clause:
      'The result that the client sends for a call of the model is the result of its item and the output that the model receives.',
    level: 'must',
    assumes: ['turn-uncut', 'no-approvals', 'asks-client'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    needsModel: true,
    judge(recording) {
      const items = itemStatements(recording).filter(({ streamed, stage }) => streamed && stage === 'final');
      const told = toolOutputs(recording);
      let compared = 0;
      const found = recording.processes.flatMap((process) =>
        resultsIn(process).flatMap(({ line, id, result }): Evidence[] => {
          const item = items.find((one) => one.process === process && one.id === id && one.type === 'dynamicToolCall');
          const output = told.find((one) => one.process === process.process && one.callId === id);
          compared += [item, output].filter((one) => one !== undefined).length;
          const texts = listIn(result, 'contentItems').flatMap((part) => textIn(objectOf(part), 'text') ?? []);
          const parts = 'answers' in result ? [JSON.stringify(result)] : texts;
          return [
            ...(item === undefined || covers(result, item.item)
              ? []
              : [
                  {
                    ...onWire(
                      process,
                      item.line,
                      `${item.type} ${id}: result differs from the one that the client sent`,
                    ),
                    expected: JSON.stringify(result),
                    actual: JSON.stringify(item.item),
                  },
                ]),
            ...(output === undefined || parts.every((part) => output.text.includes(part))
              ? []
              : [
                  {
                    message: `call ${id}: output differs from the result that the client sent in wire line ${line}`,
                    file: 'model.jsonl',
                    line: output.line,
                    expected: parts.join('\\n'),
                    actual: output.text,
                  },
                ]),
          ];
        }),
      );
      return failIfAny(found, compared, 'results, as the client sent them');
    },
    mutants: () => ({
      'shows another result': changeWireItems('item/completed', 'dynamicToolCall', (item) => ({
        ...item,
        contentItems: [{ type: 'inputText', text: 'a bird' }],
      })),
      'shows a success as a failure': changeWireItems('item/completed', 'dynamicToolCall', (item) => ({
        ...item,
        success: false,
      })),
      'sends the model another result': changeToolOutputs((text) => text.replace('a book', 'a bird')),
      'sends the model another answer of the user': changeToolOutputs((text) => text.replace('Blue', 'Red')),
    }),
  },
];

/** What the client answered to calls of dynamic tools and to questions for the user. */
function resultsIn(process: ProcessRecord): { line: number; id: string; result: JsonObject }[] {
  return messagesOf(process).flatMap(({ from, line, message, answers }) => {
    if (from !== 'client' || message.kind !== 'response') return [];
    if (answers?.method !== 'item/tool/call' && answers?.method !== 'item/tool/requestUserInput') return [];
    const params = objectOf(answers.params);
    const id = textIn(params, 'callId') ?? textIn(params, 'itemId');
    return id === null ? [] : [{ line, id, result: objectOf(message.result) }];
  });
}
