import { argumentsIn } from '../../queries/asked-settings.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import { HELP_ARGUMENTS, groupsOfValue, type Command, type Declared, type Group } from './declared.ts';

/** An element that a recording has, and whether codex refused it. */
export interface Exercised {
  readonly group: Group;
  readonly name: string;
  /** True for a request with an error response, or a command line with exit code 2: no exercise. */
  readonly refused: boolean;
}

/** The exit code of codex for a command line that it does not accept. */
const REFUSED_COMMAND_LINE = 2;

/** All elements that a recording exercises, with repetitions. An undeclared method is one of the stable ones. */
export function exercisedIn({ processes }: Recording, declared: Declared): Exercised[] {
  return processes.flatMap((process) =>
    process.wire.length > 0
      ? [...onWire(process, declared), ...flagsIn(process, declared)]
      : [...inEvents(process), ...flagsIn(process, declared)],
  );
}

function onWire(process: ProcessRecord, { schema, names }: Declared): Exercised[] {
  const experimental = new Set(names['experimental client methods']);
  const calls = (method: string): Group =>
    experimental.has(method) ? 'experimental client methods' : 'client methods';
  return messagesOf(process).flatMap(({ from, message, answers }): Exercised[] => {
    if (message.kind === 'notification') {
      const role = `${from} notification` as const;
      const isNonsense = from === 'client' && !names['client notifications'].includes(message.method);
      if (isNonsense) return [];
      return [seen(`${role}s`, message.method), ...values(schema.inParams(role, message.method, message.params))];
    }
    if (message.kind === 'request' && from === 'server') {
      return [
        seen('server requests', message.method),
        ...values(schema.inParams('server request', message.method, message.params)),
      ];
    }
    if (message.kind === 'error-response' && from === 'server') {
      const code = seen('error codes', String(message.error.code));
      return answers === null ? [code] : [code, { ...seen(calls(answers.method), answers.method), refused: true }];
    }
    if (message.kind !== 'response' || answers === null) return [];
    const { method, params } = answers;
    if (from === 'client') return values(schema.inResult('server request', method, message.result));
    return [
      seen(calls(method), method),
      ...values(schema.inParams('client request', method, params)),
      ...values(schema.inResult('client request', method, message.result)),
    ];
  });
}

function values(names: Iterable<string>): Exercised[] {
  return [...names].flatMap(groupsOfValue).map(([group, name]) => seen(group, name));
}

function inEvents(process: ProcessRecord): Exercised[] {
  return linesOf(process).flatMap((line): Exercised[] => {
    if (line.kind !== 'event') return [];
    const { type } = objectOf(objectOf(line.event)['item']);
    return [seen('exec events', line.event.type), ...(typeof type === 'string' ? [seen('exec item types', type)] : [])];
  });
}

function flagsIn({ argv, exit_code }: ProcessRecord, { shortFlags }: Declared): Exercised[] {
  const [program, sub] = argumentsIn(argv);
  const nested = `${program} ${sub}`;
  const from = nested in HELP_ARGUMENTS ? argv.indexOf(sub!) : argv.length;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.slice(0, end).flatMap((word, index): Exercised[] => {
    const [, long, short] = /^(?:--([a-z][\w-]*)|-(\w))/.exec(word) ?? [];
    const name = long ?? (short === undefined ? undefined : shortFlags.get(short));
    const command = index > from ? nested : String(program);
    if (name === undefined || !isCommand(command)) return [];
    return [{ ...seen('flags', `${command} --${name}`), refused: exit_code === REFUSED_COMMAND_LINE }];
  });
}

function isCommand(command: string): command is Command {
  return command in HELP_ARGUMENTS;
}

function seen(group: Group, name: string): Exercised {
  return { group, name, refused: false };
}
