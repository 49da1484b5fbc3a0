import { helpFlags } from '../../codex/help-flags.ts';
import { EVENT_TYPES } from '../../exec/events.ts';
import { ITEM_TYPES } from '../../exec/items.ts';
import { schemaElements, type SchemaElements } from './schema-elements.ts';

/** The groups of elements, in the order of the table. */
export const GROUPS = [
  'client methods',
  'experimental client methods',
  'client notifications',
  'server notifications',
  'server requests',
  'item types',
  'error infos',
  'variants and values received',
  'variants and values sent',
  'error codes',
  'exec events',
  'exec item types',
  'flags',
] as const;

export type Group = (typeof GROUPS)[number];

/** The commands whose flags are counted, with the arguments that print their help. */
export const HELP_ARGUMENTS = {
  exec: ['exec', '--help'],
  'exec resume': ['exec', 'resume', '--help'],
  'exec review': ['exec', 'review', '--help'],
  'exec fork': ['exec', 'fork', '--help'],
  'app-server': ['app-server', '--help'],
} as const;

export type Command = keyof typeof HELP_ARGUMENTS;

/** Source: JSON-RPC 2.0, section 5.1, and the README of app-server for the overloaded server. */
const ERROR_CODES = ['-32700', '-32600', '-32601', '-32602', '-32603', '-32001'];

/** What a binary declares itself. */
export interface DeclaredBy {
  readonly stable: unknown;
  readonly experimental: unknown;
  readonly help: Readonly<Record<Command, string>>;
}

/** The declared elements of a binary. */
export interface Declared {
  readonly names: Readonly<Record<Group, readonly string[]>>;
  /** The whole schema, with the experimental API. */
  readonly schema: SchemaElements;
  /** Long names of flags by the short ones. */
  readonly shortFlags: ReadonlyMap<string, string>;
}

/** All elements that a binary declares in its schema and its help, by group. */
export function declaredBy({ stable, experimental, help }: DeclaredBy): Declared {
  const own = schemaElements(stable);
  const schema = schemaElements(experimental);
  const values = [...own.all()];
  const stableMethods = new Set(own.methods('client request'));
  const commands = Object.entries(help).map(([command, text]) => [command, helpFlags(text)] as const);
  return {
    schema,
    shortFlags: new Map(
      commands.flatMap(([, flags]) => flags.flatMap(({ name, short }) => (short === null ? [] : [[short, name]]))),
    ),
    names: {
      'client methods': [...stableMethods],
      'experimental client methods': schema.methods('client request').filter((method) => !stableMethods.has(method)),
      'client notifications': own.methods('client notification'),
      'server notifications': schema.methods('server notification'),
      'server requests': schema.methods('server request'),
      'item types': values.flatMap((name) => itemType(name) ?? []),
      'error infos': values.flatMap((name) => errorInfo(name) ?? []),
      'variants and values received': values.flatMap((name) => afterWord('received', name) ?? []),
      'variants and values sent': values.flatMap((name) => afterWord('sent', name) ?? []),
      'error codes': ERROR_CODES,
      'exec events': EVENT_TYPES,
      'exec item types': ITEM_TYPES,
      flags: commands.flatMap(([command, flags]) => flags.map(({ name }) => `${command} --${name}`)),
    },
  };
}

/** The groups in which a variant or value is counted, and its names there. */
export function groupsOfValue(name: string): [Group, string][] {
  const named: [Group, string | null][] = [
    ['item types', itemType(name)],
    ['error infos', errorInfo(name)],
    ['variants and values received', afterWord('received', name)],
    ['variants and values sent', afterWord('sent', name)],
  ];
  return named.flatMap(([group, own]): [Group, string][] => (own === null ? [] : [[group, own]]));
}

function itemType(name: string): string | null {
  return /^received ThreadItem<(\w+)>$/.exec(name)?.[1] ?? null;
}

function errorInfo(name: string): string | null {
  return (
    /^received CodexErrorInfo(?:<(\w+)>| = (\w+))$/
      .exec(name)
      ?.slice(1)
      .find((one) => one !== undefined) ?? null
  );
}

function afterWord(word: string, name: string): string | null {
  return name.startsWith(`${word} `) ? name.slice(word.length + 1) : null;
}
