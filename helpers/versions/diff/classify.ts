import { type Audience, type Difference, type DifferenceClass, directionOf, type RawDifference } from './difference.ts';
import { ABSENT, type FactKind } from '../facts/fact.ts';
import { MODEL_SETTING } from '../facts/given-settings.ts';

type Condition = (difference: RawDifference) => boolean;

const always: Condition = () => true;
const all =
  (...conditions: readonly Condition[]): Condition =>
  (difference) =>
    conditions.every((condition) => condition(difference));
const added: Condition = (difference) => directionOf(difference) === 'added';
const removed: Condition = (difference) => directionOf(difference) === 'removed';
const changed: Condition = (difference) => directionOf(difference) === 'changed';
const grows: Condition = ({ before, after }) => numberIn(after) > numberIn(before);
const gains =
  (word: string): Condition =>
  ({ before, after }) =>
    wordsIn(after).has(word) && !wordsIn(before).has(word);
const narrows = all(changed, ({ before, after }) => wordsIn(after).isSubsetOf(wordsIn(before)));
const widens = all(changed, ({ before, after }) => wordsIn(before).isSubsetOf(wordsIn(after)));
const was =
  (necessity: 'required' | 'optional'): Condition =>
  ({ before }) =>
    before?.startsWith(necessity) === true;
const isNow =
  (necessity: 'required' | 'optional'): Condition =>
  ({ after }) =>
    after?.startsWith(necessity) === true;
const subject =
  (...names: readonly string[]): Condition =>
  ({ key }) =>
    names.includes(key.subject);

/** Roles of schemas that a client sends: new optional fields are harmless there, new required fields are not. */
const SENT: ReadonlySet<string> = new Set(['client request', 'client notification', 'client answer', 'sent type']);
const TYPES: ReadonlySet<string> = new Set(['sent type', 'received type']);

const toModel: Condition = ({ key }) => key.area === 'model';
const sent: Condition = ({ key }) => key.area === 'schema' && SENT.has(key.role);
const ofType: Condition = ({ key }) => key.area === 'schema' && TYPES.has(key.role) && key.path === '';
const inCodexHome: Condition = ({ key }) => key.area === 'files' && key.role === 'codex_home';
const stderr: Condition = ({ key }) =>
  key.area === 'process' && (key.subject === 'stderr' || key.role === 'stderr line');
const feature: Condition = ({ key }) => key.subject.startsWith('feature.');
const packageFile: Condition = ({ key }) => key.subject.startsWith('layout.');
const violation: Condition = ({ key }) => key.role === 'violation';
const defect: Condition = (difference) =>
  violation(difference) || subject('survivors', 'other-lines', 'invalid-lines')(difference);
const ofModelName: Condition = ({ key }) => /\.model(?:_?[pP]rovider)?$/.test(key.path);
const setting: Condition = subject(MODEL_SETTING);
const hangs: Condition = ({ after }) => /hang|deadline/.test(after ?? '');
const dangles: Condition = ({ before, after }) =>
  !/completed/.test(after ?? '') || (/completed/.test(before ?? '') && hasDangling(after));

const SETTING_CHANGED = 'a model that the client asks for is now used, or is no longer';

type ClassRule = readonly [when: Condition, severity: DifferenceClass, reason: string];

/** The rules of each kind; the first that matches decides. */
const RULES: Readonly<Record<FactKind, readonly ClassRule[]>> = {
  // Streams
  event: [
    [all(toModel, removed), 'breaking', 'no longer sent to the model'],
    [all(toModel, added), 'additive', 'new in requests to the model: a strict server rejects it'],
    [removed, 'breaking', 'no longer sent: clients that wait for it will hang'],
    [added, 'additive', 'new in the stream: harmless unless a reader rejects unknown events'],
  ],
  field: [
    [all(toModel, removed), 'breaking', 'field no longer sent to the model'],
    [all(toModel, added), 'additive', 'new field in requests to the model: a strict server rejects it'],
    [removed, 'breaking', 'field removed: readers that need it fail'],
    [added, 'additive', 'new field: harmless unless a reader rejects unknown fields'],
    [gains(ABSENT), 'breaking', 'field is no longer always present'],
    [gains('null'), 'breaking', 'field can now be null'],
    [narrows, 'additive', 'field has fewer types than before'],
    [always, 'breaking', 'field type changed'],
  ],
  word: [
    [all(sent, removed), 'breaking', 'clients that send this value are rejected'],
    [all(sent, added), 'additive', 'clients may send a new value'],
    [removed, 'breaking', 'value no longer sent: clients that wait for it will hang'],
    [added, 'additive', 'new value: exhaustive matches fail'],
  ],
  order: [[always, 'breaking', 'order changed']],
  count: [
    [all(toModel, grows), 'additive', 'more is sent to the model: costs time and tokens'],
    [toModel, 'breaking', 'less is sent to the model'],
    [added, 'additive', 'now sent in this scenario'],
    [removed, 'breaking', 'no longer sent in this scenario'],
    [grows, 'additive', 'sent more often'],
    [always, 'breaking', 'sent less often: clients that count on it will hang'],
  ],
  life: [
    [dangles, 'breaking', 'a started item is not always completed'],
    [always, 'additive', 'the events of an item changed'],
  ],
  // Processes and turns
  outcome: [
    [all(subject('ended-by'), hangs), 'breaking', 'now hangs and is killed'],
    [subject('exit-code'), 'breaking', 'exit code changed: callers depend on it'],
    [all(stderr, gains('PANIC')), 'breaking', 'now panics'],
    [stderr, 'cosmetic', 'stderr changed: affects callers that treat output there as failure'],
    [all(subject('line-over-64-KiB'), removed), 'additive', 'lines are shorter'],
    [subject('line-over-64-KiB'), 'breaking', 'lines exceed 64 KiB: readers with such a buffer fail'],
    [all(defect, removed), 'additive', 'a defect is fixed'],
    [setting, 'breaking', SETTING_CHANGED],
    [always, 'breaking', 'outcome changed'],
  ],
  value: [
    [all(ofModelName, changed), 'additive', 'default model or provider changed: replies, prices and tools differ'],
    [toModel, 'additive', 'content sent to the model changed: check servers that depend on it'],
    [added, 'additive', 'new value in this scenario'],
    [always, 'breaking', 'value changed in this scenario'],
  ],
  size: [
    [grows, 'additive', 'limit raised or text longer: buffers may be too small'],
    [always, 'breaking', 'limit lowered or text shorter: text may be truncated'],
  ],
  text: [[always, 'cosmetic', 'message text changed: affects clients that match whole messages']],
  // Model, network and disk
  tool: [
    [removed, 'breaking', 'tool no longer offered here: calls of it may be rejected'],
    [always, 'additive', 'new tool offered to the model'],
  ],
  header: [
    [removed, 'breaking', 'header no longer sent: servers and proxies that need it fail'],
    [always, 'additive', 'new header'],
  ],
  host: [
    [added, 'breaking', 'tries to reach a new host: affects firewalls and privacy reviews'],
    [always, 'additive', 'no longer tries to reach this host'],
  ],
  file: [
    [removed, 'breaking', 'no longer written: programs that look for it fail'],
    [all(inCodexHome, added), 'additive', 'new file or folder in CODEX_HOME'],
    [added, 'breaking', 'new file or folder outside CODEX_HOME'],
    [always, 'breaking', 'file type changed'],
  ],
  // Declared by the binary
  flag: [
    [all(feature, added), 'additive', 'new feature switch'],
    [feature, 'breaking', 'configurations that name this feature are ignored or rejected'],
    [all(packageFile, removed), 'breaking', 'no longer packaged with the binary: programs that look for it fail'],
    [packageFile, 'additive', 'new in the package of the binary'],
    [removed, 'breaking', 'command lines that use it are rejected'],
    [always, 'additive', 'new command or flag'],
  ],
  method: [
    [
      ofType,
      'cosmetic',
      'schema type added or removed: no message contains its name; its members are listed where it is used',
    ],
    [removed, 'breaking', 'no longer in the protocol'],
    [always, 'additive', 'new in the protocol'],
  ],
  param: [
    [all(sent, added, isNow('required')), 'breaking', 'clients must now send it'],
    [all(sent, was('optional'), isNow('required')), 'breaking', 'clients must now send it'],
    [all(sent, removed), 'breaking', 'ignored or rejected when clients send it'],
    [all(sent, added), 'additive', 'clients may send more'],
    [all(sent, widens), 'additive', 'clients may send more'],
    [all(sent, was('required')), 'additive', 'clients may send more'],
    [sent, 'breaking', 'clients must send a different type'],
    [added, 'additive', 'the server may send more'],
    [removed, 'breaking', 'no longer sent by the server'],
    [all(was('required'), isNow('optional')), 'breaking', 'the server may now omit it'],
    [gains('null'), 'breaking', 'the server may now send null'],
    [narrows, 'additive', 'the server sends fewer types'],
    [all(was('optional'), isNow('required')), 'additive', 'the server now always sends it'],
    [always, 'breaking', 'the server sends a different type'],
  ],
  cost: [
    [grows, 'cosmetic', 'costs more in all repeats'],
    [always, 'cosmetic', 'costs less in all repeats'],
  ],
};

/**
 * Classifies a difference by the first rule of its kind that matches: class, reason and audience.
 *
 * @param settings the scenarios in which a setting is now obeyed, or ignored: another model there is no other default
 */
export function classifyDifference(difference: RawDifference, settings: ReadonlySet<string | null> = NONE): Difference {
  const rule = RULES[difference.kind].find(([when]) => when(difference));
  if (rule === undefined) throw new Error(`no rule for a ${directionOf(difference)} ${difference.kind}`);
  const isSetting = difference.kind === 'value' && ofModelName(difference) && settings.has(difference.key.scope);
  const [, severity, reason] = isSetting ? ([always, 'breaking', SETTING_CHANGED] as const) : rule;
  return { ...difference, class: severity, reason, affects: affectedBy(difference) };
}

const NONE: ReadonlySet<string | null> = new Set();

function affectedBy(difference: RawDifference): Audience {
  if (stderr(difference) || difference.kind === 'cost') return 'operators';
  switch (difference.key.area) {
    case 'exec':
      return 'stream parsers';
    case 'wire':
    case 'schema':
      return 'app-server clients';
    case 'model':
      return 'model providers';
    case 'network':
    case 'files':
    case 'played':
      return 'operators';
    case 'process':
    case 'help':
      return 'CLI callers';
  }
}

function wordsIn(value: string | null): ReadonlySet<string> {
  return new Set((value ?? '').split(/[|\s]+/).filter((word) => word !== 'or'));
}

function hasDangling(ways: string | null): boolean {
  return (ways ?? '').split(/ or |\|/).some((way) => !way.includes('completed'));
}

function numberIn(value: string | null): number {
  return Number(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/.exec(value ?? '')?.[0] ?? 0);
}
