import { addOutput, changeOutputs } from '../../mutations/model-replies.ts';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { turnCompletions } from '../../app-server/turn.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { commandIn, outputIn, patchIn } from '../../queries/model-replies.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { recalls, repliesByThread } from '../../queries/thread-replies.ts';
import { commandReport } from '../../queries/shell-calls.ts';
import type { Recording } from '../../recording/recording.ts';
import type { Evidence } from '../verdict.ts';
import { onWire } from '../../queries/wire-messages.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { README } from './authorities.ts';
import { itemSources } from './item-sources.ts';
import { itemStatements, type WireItemStatement } from './item-statements.ts';
import { foldersOfThreads } from './thread-folders.ts';

/** The types of items that show what the model sent, with the stages in which they are complete. */
const SENT: ReadonlyMap<string, readonly WireItemStatement['stage'][]> = new Map([
  ['agentMessage', ['final']],
  ['reasoning', ['final']],
  ['webSearch', ['final']],
  ['exitedReviewMode', ['final']],
  ['commandExecution', ['begun', 'final']],
  ['fileChange', ['begun', 'final']],
  ['mcpToolCall', ['begun', 'final']],
  ['dynamicToolCall', ['begun', 'final']],
]);

/** Checks that compare items with the replies of the model. */
export const itemOriginChecks: readonly Check[] = [
  {
    id: 'app-server/item/as-model-sent',
    clause: 'The item of a message, of reasoning, of a search or of a call has the content that the model sent.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'response-completes'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const sources = Map.groupBy(itemSources(recording), ({ id }) => id);
      const all = [...sources.values()].flat();
      // A command of thread/shellCommand is the user's.
      const shown = lastStatements(itemStatements(recording)).filter(({ item }) => item['source'] !== 'userShell');
      const folders = foldersOfThreads(recording);
      // The result of a review is shown under ids of codex.
      const reviews = new Set(shown.flatMap(({ type, turn }) => (type === 'exitedReviewMode' ? [turn] : [])));
      const found = shown.flatMap((statement) => {
        const { process, line, type, id, item, thread } = statement;
        const compared = (
          sources.get(id) ?? (reviews.has(statement.turn) ? all : all.filter(({ isScript }) => isScript))
        )
          .filter((source) => source.process === process.process)
          .map(({ differences }) => differences(type, item, folders.get(thread) ?? null))
          .filter((one) => one !== null);
        const best = compared.toSorted((a, b) => a.length - b.length)[0];
        const place = `${statement.method}: ${type} ${id}`;
        if (best === undefined) return [onWire(process, line, `${place}: the model sent no such item`)];
        return best.map(({ field, expected, actual }) => ({
          ...onWire(process, line, `${place}: ${field} differs from the output of the model`),
          expected: JSON.stringify(expected),
          actual: JSON.stringify(actual) ?? 'missing',
        }));
      });
      return failIfAny(found, shown.length, 'items show what the model sent');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'shows another text': changeOutputs('message', (item) => [
        { ...item, content: [{ type: 'output_text', text: 'Let me see.' }] },
      ]),
      'shows a message that the model did not send': changeOutputs('message', () => []),
      'shows a message under the id of another': changeOutputs('message', (item) => [{ ...item, id: 'msg_x' }]),
    }),
  },
  {
    id: 'app-server/item/shows-what-model-sent',
    clause:
      'Each message, reasoning and search of a reply that codex uses has an item, and so has each command that it ran.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'turn-uncut', 'agent-messages'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const statements = itemStatements(recording).filter(({ streamed }) => streamed);
      const due = [...heededOutputs(recording), ...commandsRun(recording)];
      const found = due.flatMap(({ process, id, types, line }): Evidence[] => {
        const isShown = statements.some(
          (one) => one.process.process === process && one.id === id && types.includes(one.type),
        );
        return isShown
          ? []
          : [{ message: `no item ${types.join(' or ')} ${id} on the wire`, file: 'model.jsonl', line }];
      });
      if (due.length === 0) return notApplicable('the model sent nothing that items show');
      return failIfAny(found, due.length, 'outputs of the model are shown by items');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'hides reasoning': addOutput({ type: 'reasoning', id: 'rs_x', summary: [] }),
      'hides a second message': addOutput({ type: 'message', id: 'msg_x', role: 'assistant', content: [] }),
      'hides a search': addOutput({ type: 'web_search_call', id: 'ws_x', action: { type: 'search', query: 'codex' } }),
    }),
  },
];

interface DueItem {
  readonly process: number;
  readonly id: string;
  readonly types: readonly string[];
  /** The line in `model.jsonl` that shows that it is due. */
  readonly line: number;
}

const SHOWN: Readonly<Record<string, string>> = {
  message: 'agentMessage',
  reasoning: 'reasoning',
  web_search_call: 'webSearch',
};

/** Messages, thoughts and searches of replies that a later request recalls, or with which a turn completed. */
function heededOutputs(recording: Recording): DueItem[] {
  const completed = new Set(
    recording.processes
      .flatMap(({ wire }) => turnCompletions(wire))
      .flatMap(({ threadId, status }) => (status === 'completed' ? [threadId] : [])),
  );
  return [...repliesByThread(recording)].flatMap(([thread, replies]) =>
    replies.flatMap((exchange, index) => {
      const following = replies[index + 1];
      const isHeeded =
        following === undefined ? completed.has(thread) || completed.has(null) : recalls(following, exchange);
      if (!isHeeded) return [];
      const line = recording.model.indexOf(exchange) + 1;
      return outputIn(exchange).flatMap(({ type, id }) => {
        const shown = SHOWN[String(type)];
        return shown === undefined || typeof id !== 'string'
          ? []
          : [{ process: exchange.process, id, types: [shown], line }];
      });
    }),
  );
}

/** Commands and patches whose exit code codex sends to the model. */
function commandsRun(recording: Recording): DueItem[] {
  const calls = recording.processes.flatMap(({ process }) => calledTools(recording, modelRequests(recording, process)));
  return calls.flatMap((call) => {
    const { process, id, output } = call;
    if (output === undefined || commandIn(call) === null || commandReport(output)?.exitCode === undefined) return [];
    const types = patchIn(call) === null ? ['commandExecution'] : ['fileChange', 'commandExecution'];
    return [{ process, id, types, line: output.line }];
  });
}

/** The last statement in the stream on each item that shows what the model sent. */
function lastStatements(statements: readonly WireItemStatement[]): WireItemStatement[] {
  const streamed = statements.filter(({ streamed, type, stage }) => streamed && (SENT.get(type) ?? []).includes(stage));
  const items = Map.groupBy(streamed, ({ process, turn, type, id }) =>
    JSON.stringify([process.process, turn, type, id]),
  );
  return [...items.values()].map((own) => own.at(-1)!);
}
