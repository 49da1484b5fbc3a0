import { changeToolOutputs, withoutModelRequests } from '../../mutations/model-requests.ts';
import { changeWireItems } from '../../mutations/wire.ts';
import { toolOutputs, type ToolOutput } from '../../queries/called-tools.ts';
import { commandReport } from '../../queries/shell-calls.ts';
import { onWire } from '../../queries/wire-messages.ts';
import { isJsonObject, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { itemStatements } from './item-statements.ts';

/** Checks that compare the results of items with what codex reports to the model. */
export const itemOutcomeChecks: readonly Check[] = [
  {
    id: 'app-server/item/outcome-as-model-told',
    clause: 'A completed item of a call has the output, exit code and result that codex sends to the model.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'tool-calls'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const outputs = toolOutputs(recording);
      let compared = 0;
      const found = itemStatements(recording).flatMap(({ process, line, streamed, stage, type, id, item }) => {
        const judged = OUTCOMES[type];
        if (!streamed || stage !== 'final' || judged === undefined) return [];
        const own = outputs.filter((output) => output.process === process.process);
        const told = own.find(({ callId }) => callId === id) ?? holding(own, item);
        if (told === undefined) return [];
        compared += 1;
        return judged(item, told).map(([field, expected, actual]): Evidence => ({
          ...onWire(process, line, `${type} ${id}: ${field} differs from model.jsonl:${told.line}`),
          expected,
          actual,
        }));
      });
      return failIfAny(found, compared, 'items with the outcome that is sent to the model');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'sends the model another exit code': changeToolOutputs((text) => text.replace('code 0', 'code 1')),
      'sends the model another output': changeToolOutputs((text) => text.replace('one', 'two')),
      'reports a failed patch to the model': changeToolOutputs((text) => text.replace('Exit code: 0', 'Exit code: 1')),
      'sends the model another result of a tool': changeToolOutputs((text) => text.replace('blue', 'red')),
      'sends the model a rejection': changeToolOutputs((text) => (text.includes('code 0') ? 'rejected by user' : text)),
      'declines a command that ran': changeWireItems('item/completed', 'commandExecution', (item) => ({
        ...item,
        status: 'declined',
      })),
    }),
  },
];

type Mismatch = readonly [field: string, expected: string, actual: string];

/** The fields in which a completed item of a type differs from the output that codex sends to the model. */
const OUTCOMES: Readonly<Record<string, (item: JsonObject, told: ToolOutput) => readonly Mismatch[]>> = {
  commandExecution(item, told) {
    const { exitCode: code, printed } = commandReport(told) ?? {};
    const actual = textIn(item, 'aggregatedOutput') ?? '';
    const exit = item['exitCode'] ?? null;
    const isRejected = code === undefined && printed === undefined && !told.text.startsWith('Script ');
    const sameOutput = code === undefined ? told.text.includes(actual) : printed === actual;
    return [
      ...(sameOutput ? [] : [['aggregatedOutput', printed ?? told.text, actual] as const]),
      ...(code === undefined || code === exit ? [] : [['exitCode', String(code), JSON.stringify(exit)] as const]),
      ...(isRejected && exit === 0 ? [['exitCode', told.text, String(exit)] as const] : []),
      ...(item['status'] === 'declined' && code !== undefined
        ? [['status', `exit code ${code}`, 'declined'] as const]
        : []),
    ];
  },
  fileChange(item, told) {
    const status = String(item['status']);
    const expected = commandReport(told)?.exitCode === 0;
    return expected === (status === 'completed') ? [] : [['status', told.text, status]];
  },
  mcpToolCall: (item, told) => textsOf(item['result'] ?? item['error']).flatMap(within('result', told.text)),
  dynamicToolCall: (item, told) => textsOf(item['contentItems']).flatMap(within('contentItems', told.text)),
};

function within(field: string, told: string): (text: string) => Mismatch[] {
  return (text) => {
    const escaped = JSON.stringify(text).slice(1, -1);
    return told.includes(text) || told.includes(escaped) ? [] : [[field, told, text]];
  };
}

/** The texts of a result or an error. */
function textsOf(result: unknown): string[] {
  const parts = isJsonObject(result) ? listIn(result, 'content') : Array.isArray(result) ? result : [];
  const message = textIn(objectOf(result), 'message');
  return [...parts.flatMap((part) => textIn(objectOf(part), 'text') ?? []), ...(message === null ? [] : [message])];
}

/** A script of the model reports what its commands printed in one output of its own. */
function holding(outputs: readonly ToolOutput[], item: JsonObject): ToolOutput | undefined {
  const scripts = outputs.filter(({ text }) => text.startsWith('Script '));
  return scripts.find(({ text }) => text.includes(textIn(item, 'aggregatedOutput') ?? '')) ?? scripts[0];
}
