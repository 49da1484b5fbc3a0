import { changeRequestBodies } from '../../mutations/model-requests.ts';
import { requestViews, type RequestView } from '../../queries/request-views.ts';
import { answeredTurns, type AnsweredTurn } from '../../queries/turn-requests.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { covers } from './item-sources.ts';

/** What the client asks of a thread or of a turn reaches the model. */
export const turnSettingsChecks: readonly Check[] = [
  {
    id: 'app-server/settings/of-turn-reach-model',
    clause:
      'Requests of a turn have the model, effort, folder and sandbox of its turn/start, or of an earlier one in its thread, and its own output schema.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'turn-settings'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    needsClient: true,
    judge: (recording) => eachRequest(recording, settingsOf, 'settings of turns in requests to the model'),
    mutants: () => ({
      'asks another model': changeRequestBodies((body) => ({ ...body, model: 'a-third-model' })),
      'sends no output schema': changeRequestBodies(({ text: _text, ...body }) => body),
      'names another folder': changeTexts((text) => text.replaceAll('/below</cwd>', '</cwd>')),
      'names another sandbox': changeTexts((text) => text.replaceAll('workspace-write', 'read-only')),
    }),
  },
  {
    id: 'app-server/settings/instructions-reach-model',
    clause: 'The base and the developer instructions of a thread are in its requests to the model.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'turn-settings'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    needsClient: true,
    judge: (recording) => eachRequest(recording, instructionsOf, 'instructions of threads in requests to the model'),
    mutants: () => ({
      'ignores the base instructions': changeRequestBodies((body) =>
        'instructions' in body ? { ...body, instructions: 'Be yourself.' } : body,
      ),
      'ignores the developer instructions': changeTexts((text) => text.replaceAll('Be exact.', 'Be quick.')),
    }),
  },
];

/** A setting in a request: null for a value that the request does not show. */
type Setting = readonly [name: string, expected: unknown, actual: unknown];

/** What the client asked for, up to and with a turn. */
interface Asked {
  /** The params of `thread/start`. */
  readonly thread: JsonObject;
  /** Those of the turns so far, the last one in front of the others. */
  readonly turns: JsonObject;
  /** Those of the turn. */
  readonly own: JsonObject;
}

function eachRequest(
  recording: Recording,
  settings: (asked: Asked, view: RequestView) => readonly Setting[],
  about: string,
): CheckOutcome {
  const views = requestViews(recording);
  let compared = 0;
  const found = answeredTurns(recording).flatMap((turn): Evidence[] => {
    const asked = askedFor(turn);
    return views
      .filter(({ exchange }) => turn.exchanges.includes(exchange))
      .flatMap((view) =>
        settings(asked, view).flatMap(([name, expected, actual]) => {
          if (actual === null) return [];
          compared += 1;
          if (covers(expected, actual)) return [];
          const texts = { expected: JSON.stringify(expected), actual: JSON.stringify(actual) };
          return [
            { message: `turn ${turn.id}: ${name} in its request`, file: 'model.jsonl', line: view.line, ...texts },
          ];
        }),
      );
  });
  return failIfAny(found, compared, about);
}

function askedFor({ process, thread, id, line }: AnsweredTurn): Asked {
  let [started, own]: [JsonObject, JsonObject] = [{}, {}];
  const turns: Record<string, unknown> = {};
  for (const { line: at, message, answers } of messagesOf(process)) {
    if (at > line) break;
    if (message.kind !== 'response') continue;
    const params = objectOf(answers?.params);
    const result = objectOf(message.result);
    if (answers?.method === 'thread/start' && objectIn(result, 'thread')['id'] === thread) started = params;
    if (answers?.method !== 'turn/start' || params['threadId'] !== thread) continue;
    Object.assign(turns, params);
    if (objectIn(result, 'turn')['id'] === id) own = params;
  }
  return { thread: started, turns, own };
}

function settingsOf({ thread, turns, own }: Asked, { body, input, turnMetadata }: RequestView): Setting[] {
  const text = JSON.stringify(input);
  const { model = thread['model'], effort, cwd, sandboxPolicy } = turns;
  // Not every model reasons.
  const reasoning = isJsonObject(body['reasoning']) ? (body['reasoning']['effort'] ?? 'none') : null;
  const folder = lastIn(text, /<cwd>(.*?)<\/cwd>/g);
  const sandbox = textIn(turnMetadata, 'sandbox_mode') ?? lastIn(text, /`sandbox_mode` is `([\w-]+)`/g);
  const wanted = kebab(textIn(objectOf(sandboxPolicy), 'type'));
  const schema = objectIn(objectIn(body, 'text'), 'format')['schema'];
  return [
    ...(typeof model === 'string' ? [['model', model, body['model']] as const] : []),
    ...(typeof effort === 'string' ? [['effort', effort, reasoning] as const] : []),
    ...(typeof cwd === 'string' ? [['cwd', cwd, folder] as const] : []),
    ...(wanted === null ? [] : [['sandbox', wanted, sandbox] as const]),
    ...(isJsonObject(own['outputSchema']) || schema !== undefined
      ? [['outputSchema', own['outputSchema'] ?? 'none', schema ?? 'none'] as const]
      : []),
  ];
}

function instructionsOf({ thread }: Asked, { body, input }: RequestView): Setting[] {
  const { baseInstructions: base, developerInstructions: developer } = thread;
  const [own, told] = [textIn(body, 'instructions') ?? JSON.stringify(input), JSON.stringify(input)];
  return [
    ...(typeof base === 'string' ? [['baseInstructions', base, own.includes(base) ? base : own] as const] : []),
    ...(typeof developer === 'string'
      ? [['developerInstructions', developer, told.includes(developer) ? developer : told] as const]
      : []),
  ];
}

function lastIn(text: string, pattern: RegExp): string | null {
  return [...text.matchAll(pattern)].at(-1)?.[1] ?? null;
}

function kebab(name: string | null): string | null {
  return name?.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) ?? null;
}

function changeTexts(change: (text: string) => string): ReturnType<typeof changeRequestBodies> {
  return changeRequestBodies((body) => ({
    ...body,
    input: JSON.parse(change(JSON.stringify(body['input']))) as unknown,
  }));
}
