import { isDeepStrictEqual } from 'node:util';
import { changeWireItems } from '../../mutations/wire.ts';
import { onWire } from '../../queries/wire-messages.ts';
import { failIfAny, type Check } from '../check.ts';
import { README } from './authorities.ts';
import { itemStatements, type WireItemStatement } from './item-statements.ts';

/** Fields that are known only when an item is over, and are empty until then. */
const GROWING: ReadonlySet<string> = new Set([
  'status',
  'aggregatedOutput',
  'exitCode',
  'durationMs',
  'completedAtMs',
  'text',
  'processId',
  'source',
  'result',
  'error',
  'contentItems',
  'success',
  'summary',
  'content',
  'results',
]);

/** Checks that compare the statements on one item. */
export const itemAgreementChecks: readonly Check[] = [
  {
    id: 'app-server/item/statements-agree',
    clause: 'All reports of an item agree: in item/started, in item/completed, and in its turn.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const items = [
        ...Map.groupBy(itemStatements(recording), ({ turn, type, id }) => JSON.stringify([turn, type, id])),
      ];
      let compared = 0;
      const found = items.flatMap(([, [first, ...rest]]) => {
        let before = first!;
        return rest.flatMap((statement) => {
          const fields = disagreements(before, statement);
          compared += 1;
          const { process, line, method, type, id } = statement;
          const was = before;
          if (statement.stage === 'final') before = statement;
          return fields.map((field) => ({
            ...onWire(
              process,
              line,
              `${type} ${id}: ${field} of ${method} differs from ${was.method} in line ${was.line}`,
            ),
            expected: JSON.stringify(was.item[field]) ?? 'missing',
            actual: JSON.stringify(statement.item[field]) ?? 'missing',
          }));
        });
      });
      return failIfAny(found, compared, `repeated statements on ${items.length} items agree`);
    },
    mutants: () => ({
      'starts with another message of the user': changeWireItems('item/started', 'userMessage', (item) => ({
        ...item,
        content: [{ type: 'text', text: 'What is 1 + 1?' }],
      })),
      'starts with a text that it loses later': changeWireItems('item/started', 'agentMessage', (item) => ({
        ...item,
        text: 'Let me see.',
      })),
      'loses a field when the item completes': changeWireItems('item/started', 'userMessage', (item) => ({
        ...item,
        language: 'en',
      })),
    }),
  },
];

function disagreements(before: WireItemStatement, after: WireItemStatement): string[] {
  const fields = Object.keys({ ...before.item, ...after.item });
  const grows = before.stage === 'begun' && after.stage === 'final';
  return fields.filter((field) => {
    const [was, is] = [before.item[field], after.item[field]];
    // A status that is the last one at once is no agreement.
    if (isDeepStrictEqual(was, is)) return grows && field === 'status' && was !== 'inProgress';
    // The instructions of a review, and then its result.
    if (grows && before.type === 'codeReview' && field === 'review') return false;
    const isOpen = GROWING.has(field) && !(field === 'content' && before.type === 'userMessage');
    return !(grows && isOpen && isEmpty(was));
  });
}

/** The agent is the source of a command that waits for an approval; then the tool that runs it is. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '' || value === 'inProgress' || value === 'agent';
}
