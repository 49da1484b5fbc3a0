import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { threadOf, type RequestView } from './request-views.ts';
import { messagesOf } from './wire-messages.ts';

/** Options that take no value. */
const SWITCHES =
  /^--(?:json|experimental-json|skip-git-repo-check|ephemeral|full-auto|last|all|uncommitted|strict-config|oss|yolo|trust|dangerously-.*|ignore-.*|approve-for-me|help|version)$/;
/** Options that decide how codex reports, and not what it asks the model for. */
const OF_REPORTING =
  /^(?:--(?:json|experimental-json|skip-git-repo-check|ephemeral|last|all|color)|-o|--output-last-message)$/;

/** Fields of params that name a thread or hold the prompt. */
const NO_SETTING: ReadonlySet<string> = new Set(['threadId', 'input', 'expectedTurnId', 'clientUserMessageId']);

const BEGINNINGS: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork']);

/** An option of a command line with its value; a switch has none. */
export interface GivenOption {
  readonly name: string;
  readonly value: string | null;
}

/** The options of a command line, without commands, prompts and ids. */
export function optionsIn(argv: readonly string[]): GivenOption[] {
  const options: GivenOption[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const name = argv[index]!;
    if (name === '--') break;
    if (!/^-./.test(name)) continue;
    if (SWITCHES.test(name)) options.push({ name, value: null });
    else {
      options.push({ name, value: argv[index + 1] ?? null });
      index += 1;
    }
  }
  return options;
}

/** The arguments of a command line that are no options: commands, prompts and ids. */
export function argumentsIn(argv: readonly string[]): string[] {
  const found: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const one = argv[index]!;
    if (one === '--') return [...found, ...argv.slice(index + 1)];
    if (!/^-./.test(one)) found.push(one);
    else if (!SWITCHES.test(one)) index += 1;
  }
  return found;
}

/** True for a process that keeps nothing on disk of what it adds to a thread. */
export function isEphemeral({ argv }: Pick<ProcessRecord, 'argv'>): boolean {
  return argv.includes('--ephemeral');
}

/** The value that a command line gives a key of the configuration; undefined if it gives none. The last one counts. */
export function configuredIn(argv: readonly string[], key: string): string | undefined {
  const value = optionsIn(argv).findLast((one) => one.name === '-c' && one.value?.startsWith(`${key}=`))?.value;
  return value?.slice(key.length + 1).replace(/^"(.*)"$/s, '$1');
}

/** Everything that the client asked for and that can change a request of this thread, as one text. */
export function settingsBehind(recording: Recording, view: RequestView): string {
  const process = recording.processes.find((one) => one.process === view.exchange.process);
  if (process === undefined) return '';
  const options = optionsIn(process.argv)
    .filter(({ name }) => !OF_REPORTING.test(name))
    .map(({ name, value }) => `${name} ${value ?? ''}`)
    .toSorted();
  return JSON.stringify([options, paramsFor(process, threadOf(view))]);
}

/** The settings in the params of the requests that began a thread and its turns. */
function paramsFor(process: ProcessRecord, thread: string): JsonObject[] {
  return messagesOf(process).flatMap(({ from, message, answers }) => {
    if (from === 'client' && message.kind === 'request') {
      const params = objectOf(message.params);
      return message.method === 'turn/start' && params['threadId'] === thread ? [withoutNames(params)] : [];
    }
    if (from === 'client' || message.kind !== 'response' || !BEGINNINGS.has(answers?.method ?? '')) return [];
    const began = objectOf(objectOf(message.result)['thread'])['id'];
    return began === thread ? [withoutNames(objectOf(answers?.params))] : [];
  });
}

function withoutNames(params: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !NO_SETTING.has(name)));
}

/** The settings that a request to the model shows, by their key in the configuration; `cwd` has a flag alone. */
const SHOWN = [
  'model',
  'sandbox_mode',
  'cwd',
  'model_reasoning_effort',
  'model_reasoning_summary',
  'model_verbosity',
  'developer_instructions',
] as const;

/** The flags that set them, too. */
const FLAGS: Readonly<Partial<Record<(typeof SHOWN)[number], readonly string[]>>> = {
  model: ['-m', '--model'],
  sandbox_mode: ['-s', '--sandbox'],
  cwd: ['-C', '--cd'],
};

/** A setting that the command line of exec gives. */
export interface AskedSetting {
  readonly key: (typeof SHOWN)[number];
  readonly value: string;
}

/** The settings of a command line that a request shows. A resumed thread keeps the instructions with which it began. */
export function settingsAsked(argv: readonly string[]): AskedSetting[] {
  const isResumed = argumentsIn(argv).includes('resume');
  return SHOWN.flatMap((key) => {
    const flags = FLAGS[key] ?? [];
    const value = optionsIn(argv).findLast(({ name }) => flags.includes(name))?.value ?? configuredIn(argv, key);
    return value === undefined || (isResumed && key === 'developer_instructions') ? [] : [{ key, value }];
  });
}
