import { isDeepStrictEqual } from 'node:util';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeResponse } from '../../mutations/wire.ts';
import { optionsIn } from '../../queries/asked-settings.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { isJsonObject, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';

/** The configuration that a server reports: as it was given, and as in its layers. */
export const reportedConfigChecks: readonly Check[] = [
  {
    id: 'app-server/config/as-given',
    effects: ['config/read', 'config/value/write', 'config/batchWrite'],
    clause: 'config/read has each value of the command line, and each that the client wrote before.',
    level: 'must',
    assumes: ['reads-config'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge: (recording) => eachRead(recording, givenFaults, 'values of the configuration as they were given'),
    mutants: () => ({
      'returns another model': changeRead((result) => changeConfig(result, 'model')),
      'returns another sandbox': changeRead((result) => changeConfig(result, 'sandbox_mode')),
    }),
  },
  {
    id: 'app-server/config/origins-agree',
    clause:
      'Each origin in config/read is the layer that has the value first, with one version and file; no value of a layer lacks one.',
    level: 'must',
    assumes: ['reads-config'],
    authority: README,
    language: 'app-server',
    judge: (recording) => eachRead(recording, originFaults, 'origins of values agree with their layers'),
    mutants: () => ({
      'names another version': changeOrigin((origin) => ({ ...origin, version: 'sha256:0' })),
      'names another file': changeOrigin(({ name, ...origin }) => ({
        ...origin,
        name: { ...objectOf(name), file: '/etc/codex/other.toml' },
      })),
    }),
  },
];

/** A response to config/read, and what was known before. */
interface ConfigRead {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly result: JsonObject;
  /** The values that were written, by their key. */
  readonly written: ReadonlyMap<string, unknown>;
  /** The results of writes, and of initialize. */
  readonly results: readonly JsonObject[];
}

/** A fault of each value that was compared; null for none. */
type FaultsOf = (read: ConfigRead) => readonly (Evidence | null)[];

function eachRead({ processes }: Recording, faultsOf: FaultsOf, about: string): CheckOutcome {
  const judged = processes.flatMap((process) => readsOf(process).flatMap(faultsOf));
  const found = judged.filter((one) => one !== null);
  return failIfAny(found, judged.length, about);
}

function readsOf(process: ProcessRecord): ConfigRead[] {
  const written = new Map<string, unknown>();
  const results: JsonObject[] = [];
  return messagesOf(process).flatMap(({ from, line, message, answers }): ConfigRead[] => {
    if (from === 'client' || message.kind !== 'response' || answers === null) return [];
    const result = objectOf(message.result);
    if (answers.method === 'config/read') {
      return [{ process, line, result, written: new Map(written), results: [...results] }];
    }
    const edits = editsIn(answers);
    for (const [key, value] of edits) written.set(key, value);
    if (edits.length > 0 || answers.method === 'initialize') results.push(result);
    return [];
  });
}

function editsIn({ method, params }: NonNullable<WireMessage['answers']>): [string, unknown][] {
  const edits =
    method === 'config/value/write'
      ? [params]
      : method === 'config/batchWrite'
        ? listIn(objectOf(params), 'edits')
        : [];
  return edits.flatMap((one): [string, unknown][] => {
    const { keyPath, value } = objectOf(one);
    return typeof keyPath === 'string' ? [[keyPath, value]] : [];
  });
}

function givenFaults({ process, line, result, written }: ConfigRead): (Evidence | null)[] {
  const given = new Map([...written, ...overridesIn(process.argv)]);
  return [...given].map(([key, expected]) =>
    faultOf({ process, line }, `config.${key}`, expected, valueAt(objectIn(result, 'config'), key)),
  );
}

/** The values of `-c key=value`. */
function overridesIn(argv: readonly string[]): [string, unknown][] {
  return optionsIn(argv).flatMap(({ name, value }): [string, unknown][] => {
    const [, key, text] = (name === '-c' ? /^([\w.]+)=(.*)$/s.exec(value ?? '') : null) ?? [];
    return key === undefined ? [] : [[key, parsed(text!)]];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Layer {
  readonly name: unknown;
  readonly version: unknown;
  readonly config: JsonObject;
}

function originFaults(read: ConfigRead): (Evidence | null)[] {
  const origins = Object.entries(objectIn(read.result, 'origins')).map(
    ([key, origin]) => [key, objectOf(origin)] as const,
  );
  const layers = listIn(read.result, 'layers').map((one): Layer => {
    const { name, version, config } = objectOf(one);
    return { name, version, config: objectOf(config) };
  });
  const first = new Map(origins.toReversed().map(([, { name, version }]) => [JSON.stringify(name), version]));
  return [
    ...origins.flatMap(([key, { name, version }]) => [
      ...fileFaults(read, `origins.${key}`, { name, version }),
      ...(layers.length > 0
        ? [layerFault(read, key, { name, version }, layers)]
        : [faultOf(read, `origins.${key}.version`, first.get(JSON.stringify(name)), version)]),
    ]),
    ...layers.flatMap((layer, index) => fileFaults(read, `layers[${index}]`, layer)),
    ...layers.flatMap(({ config }) =>
      keysIn(config).map((key) =>
        faultOf(
          read,
          `origins.${key}`,
          true,
          origins.some(([one]) => one === key),
        ),
      ),
    ),
  ];
}

/** The layer that has a value first is its origin, and has the value of the whole. */
function layerFault(
  read: ConfigRead,
  key: string,
  origin: Pick<Layer, 'name' | 'version'>,
  layers: readonly Layer[],
): Evidence | null {
  const layer = layers.find(({ config }) => valueAt(config, key) !== undefined);
  const expected = { name: layer?.name, version: layer?.version, value: layer && valueAt(layer.config, key) };
  const value = valueAt(objectIn(read.result, 'config'), key);
  return faultOf(read, `origins.${key}`, expected, { ...origin, value });
}

/** The user's file is in the CODEX_HOME of initialize, and has the file and version of the last write. */
function fileFaults(
  read: ConfigRead,
  place: string,
  { name, version }: Pick<Layer, 'name' | 'version'>,
): (Evidence | null)[] {
  const { type, file } = objectOf(name);
  if (type !== 'user') return [];
  const home = read.results.map((result) => textIn(result, 'codexHome')).find((one) => one !== null);
  const write = read.results.findLast((result) => 'filePath' in result);
  return [
    ...(home === undefined ? [] : [faultOf(read, `${place}.name.file`, `${home}/config.toml`, file)]),
    ...(write === undefined
      ? []
      : [
          faultOf(read, `${place}.name.file`, write['filePath'], file),
          faultOf(read, `${place}.version`, write['version'], version),
        ]),
  ];
}

/** The paths of all values that are no objects, joined by dots. */
function keysIn(config: JsonObject): string[] {
  return Object.entries(config).flatMap(([key, value]) =>
    isJsonObject(value) ? keysIn(value).map((inner) => `${key}.${inner}`) : Array.isArray(value) ? [] : [key],
  );
}

function valueAt(config: JsonObject, key: string): unknown {
  return key.split('.').reduce<unknown>((value, name) => objectOf(value)[name], config);
}

function faultOf(
  { process, line }: Pick<ConfigRead, 'process' | 'line'>,
  place: string,
  expected: unknown,
  actual: unknown,
): Evidence | null {
  if (isDeepStrictEqual(expected, actual)) return null;
  return {
    ...onWire(process, line, `config/read ${place}`),
    expected: JSON.stringify(expected) ?? 'none',
    actual: JSON.stringify(actual) ?? 'none',
  };
}

function changeRead(change: (result: JsonObject) => JsonObject): Mutation {
  return changeResponse('config/read', (response) => [{ ...response, result: change(objectIn(response, 'result')) }]);
}

function changeConfig(result: JsonObject, key: string): JsonObject {
  return { ...result, config: { ...objectIn(result, 'config'), [key]: 'another' } };
}

function changeOrigin(change: (origin: JsonObject) => JsonObject): Mutation {
  return changeRead((result) => {
    const origins = Object.entries(objectIn(result, 'origins'));
    const at = origins.findIndex(([, origin]) => 'file' in objectIn(objectOf(origin), 'name'));
    const changed = origins.map(([key, origin], index) => [key, index === at ? change(objectOf(origin)) : origin]);
    return { ...result, origins: Object.fromEntries(changed) };
  });
}
