import { directionOf, type Difference, type DifferenceClass, type Hurt, type RawDifference } from './difference.ts';
import { ABSENT, type FactKind, partsOf } from '../facts/fact.ts';

/** One line of the table: the first that holds decides. */
interface Rule {
  readonly kinds: readonly FactKind[];
  /** By area and path of the key; all if missing. */
  readonly of?: RegExp;
  readonly when: (difference: RawDifference) => boolean;
  readonly class: DifferenceClass;
  readonly reason: string;
}

const added = (difference: RawDifference): boolean => directionOf(difference) === 'added';
const removed = (difference: RawDifference): boolean => directionOf(difference) === 'removed';
const always = (): boolean => true;
const gains = (word: string) => (difference: RawDifference) => {
  const { before, after } = wordsOf(difference);
  return after.has(word) && !before.has(word);
};
const narrows = (difference: RawDifference): boolean => {
  const { before, after } = wordsOf(difference);
  return directionOf(difference) === 'changed' && [...after].every((word) => before.has(word));
};
const widens = (difference: RawDifference): boolean => {
  const { before, after } = wordsOf(difference);
  return directionOf(difference) === 'changed' && [...before].every((word) => after.has(word));
};
const is = (necessity: 'required' | 'optional', value: string | null): boolean => value?.startsWith(necessity) === true;
const grows = ({ before, after }: RawDifference): boolean => numberIn(after) > numberIn(before);

/** What the client sends: more freedom is harmless, another demand is not. */
const SENT = /^schema (?:client (?:request|notification|answer)|sent type) /;
const SHARED_TYPE = /^schema (?:sent|received) type \S+$/;
const STDERR = /^(?:in .*?: )?process \d+ stderr/s;
const MODEL = /^(?:in .*?: )?model /s;
const OWN_PLACES = /^files codex_home /;
const FEATURE = /^help feature\./;

const RULES: readonly Rule[] = [
  // What codex says on its wires
  { kinds: ['event'], of: MODEL, when: removed, class: 'breaking', reason: 'the model is not sent this any more' },
  {
    kinds: ['event'],
    of: MODEL,
    when: added,
    class: 'additive',
    reason: 'the model is sent something new, which a strict server refuses',
  },
  {
    kinds: ['event'],
    when: removed,
    class: 'breaking',
    reason: 'it is not sent any more: who waits for it waits for ever',
  },
  {
    kinds: ['event'],
    when: added,
    class: 'additive',
    reason: 'it is new in the stream: harmless unless a reader refuses what it does not know',
  },
  {
    kinds: ['field'],
    of: MODEL,
    when: removed,
    class: 'breaking',
    reason: 'the model is not sent this field any more',
  },
  {
    kinds: ['field'],
    of: MODEL,
    when: added,
    class: 'additive',
    reason: 'the model is sent another field, which a strict server refuses',
  },
  { kinds: ['field'], when: removed, class: 'breaking', reason: 'the field is gone: who reads it finds nothing' },
  {
    kinds: ['field'],
    when: added,
    class: 'additive',
    reason: 'a new field: harmless unless a reader refuses what it does not know',
  },
  { kinds: ['field'], when: gains(ABSENT), class: 'breaking', reason: 'the field is not always there any more' },
  { kinds: ['field'], when: gains('null'), class: 'breaking', reason: 'the field can be null now' },
  { kinds: ['field'], when: narrows, class: 'additive', reason: 'the field takes fewer forms than before' },
  { kinds: ['field'], when: always, class: 'breaking', reason: 'the field is of another type' },
  { kinds: ['word'], of: SENT, when: removed, class: 'breaking', reason: 'a client that sends this value is refused' },
  { kinds: ['word'], of: SENT, when: added, class: 'additive', reason: 'clients may send another value' },
  {
    kinds: ['word'],
    when: removed,
    class: 'breaking',
    reason: 'the value does not come any more: who waits for it waits for ever',
  },
  {
    kinds: ['word'],
    when: added,
    class: 'additive',
    reason: 'a new value: a match that has to list all of them breaks',
  },
  { kinds: ['order'], when: always, class: 'breaking', reason: 'what comes first and what comes later has changed' },
  {
    kinds: ['count'],
    of: MODEL,
    when: grows,
    class: 'additive',
    reason: 'more is sent to the model: it costs time and tokens',
  },
  { kinds: ['count'], of: MODEL, when: always, class: 'breaking', reason: 'less is sent to the model' },
  { kinds: ['count'], when: added, class: 'additive', reason: 'it comes now in this situation' },
  { kinds: ['count'], when: removed, class: 'breaking', reason: 'it does not come any more in this situation' },
  { kinds: ['count'], when: grows, class: 'additive', reason: 'it comes more often' },
  { kinds: ['count'], when: always, class: 'breaking', reason: 'it comes less often: who counts them waits for ever' },
  { kinds: ['life'], when: added, class: 'additive', reason: 'items of this type come now in this situation' },
  {
    kinds: ['life'],
    when: ({ before, after }) =>
      !/completed/.test(after ?? '') || (/completed/.test(before ?? '') && hasDangling(after)),
    class: 'breaking',
    reason: 'an item that is begun is not always completed',
  },
  { kinds: ['life'], when: always, class: 'additive', reason: 'items go through other steps' },
  // How runs end
  {
    kinds: ['outcome'],
    of: /ended-by$/,
    when: ({ after }) => /hang|deadline/.test(after ?? ''),
    class: 'breaking',
    reason: 'it hangs now: it had to be killed',
  },
  { kinds: ['outcome'], of: /exit-code$/, when: always, class: 'breaking', reason: 'callers decide by the exit code' },
  { kinds: ['outcome'], of: STDERR, when: gains('PANIC'), class: 'breaking', reason: 'it panics' },
  {
    kinds: ['outcome'],
    of: STDERR,
    when: always,
    class: 'cosmetic',
    reason: 'stderr is noisier or quieter: it hurts who takes it for a failure',
  },
  { kinds: ['outcome'], of: /line-over-64-KiB$/, when: removed, class: 'additive', reason: 'lines are shorter' },
  {
    kinds: ['outcome'],
    of: /line-over-64-KiB$/,
    when: always,
    class: 'breaking',
    reason: 'readers with a buffer of 64 KiB lose their place',
  },
  {
    kinds: ['outcome'],
    of: /(?:survivors|other-lines|invalid-lines|model violation .*)$/s,
    when: removed,
    class: 'additive',
    reason: 'a fault is gone',
  },
  { kinds: ['outcome'], when: always, class: 'breaking', reason: 'the same call comes to another end' },
  {
    kinds: ['value'],
    of: /\.model(?:_?[pP]rovider)?$/,
    when: (d) => directionOf(d) === 'changed',
    class: 'additive',
    reason: 'another default: answers, prices and tools differ',
  },
  {
    kinds: ['value'],
    of: MODEL,
    when: always,
    class: 'additive',
    reason: 'the model is told something else: a server that goes by it has to be looked at',
  },
  { kinds: ['value'], when: added, class: 'additive', reason: 'something more is said in this situation' },
  { kinds: ['value'], when: always, class: 'breaking', reason: 'the same situation is reported with another value' },
  {
    kinds: ['size'],
    when: grows,
    class: 'additive',
    reason: 'a limit is higher, or more is said: buffers may be too small',
  },
  { kinds: ['size'], when: always, class: 'breaking', reason: 'a limit is lower: what was whole may be cut' },
  { kinds: ['text'], when: always, class: 'cosmetic', reason: 'words for people: it hurts who matches whole messages' },
  // What others get to see
  {
    kinds: ['tool'],
    when: removed,
    class: 'breaking',
    reason: 'the model is not offered this tool any more: a call of it is refused',
  },
  { kinds: ['tool'], when: always, class: 'additive', reason: 'the model is offered another tool' },
  {
    kinds: ['header'],
    when: removed,
    class: 'breaking',
    reason: 'a server or proxy that goes by this header finds nothing',
  },
  { kinds: ['header'], when: always, class: 'additive', reason: 'another header is sent' },
  {
    kinds: ['host'],
    when: added,
    class: 'breaking',
    reason: 'it tries to reach another host: firewalls and privacy reviews have to know',
  },
  { kinds: ['host'], when: always, class: 'additive', reason: 'it does not try to reach this host any more' },
  {
    kinds: ['file'],
    when: removed,
    class: 'breaking',
    reason: 'what other programs may look for is not written any more',
  },
  {
    kinds: ['file'],
    of: OWN_PLACES,
    when: added,
    class: 'additive',
    reason: 'it keeps something more in its own folder',
  },
  { kinds: ['file'], when: added, class: 'breaking', reason: 'it leaves something behind outside its own folder' },
  { kinds: ['file'], when: always, class: 'breaking', reason: 'what lies there is of another kind' },
  // What the binary says of itself
  { kinds: ['flag'], of: FEATURE, when: added, class: 'additive', reason: 'a new feature switch' },
  {
    kinds: ['flag'],
    of: FEATURE,
    when: always,
    class: 'breaking',
    reason: 'a configuration that names this feature is ignored or refused',
  },
  { kinds: ['flag'], when: removed, class: 'breaking', reason: 'a command line that has it is refused' },
  { kinds: ['flag'], when: always, class: 'additive', reason: 'a new command or flag' },
  {
    kinds: ['method'],
    of: SHARED_TYPE,
    when: always,
    class: 'cosmetic',
    reason:
      'a type of the schema has come or gone; its name is in no message, and what holds it is told where it is used',
  },
  { kinds: ['method'], when: removed, class: 'breaking', reason: 'the protocol does not have it any more' },
  { kinds: ['method'], when: always, class: 'additive', reason: 'the protocol has something new' },
  {
    kinds: ['param'],
    of: SENT,
    when: (d) => added(d) && is('required', d.after),
    class: 'breaking',
    reason: 'clients have to send it now',
  },
  {
    kinds: ['param'],
    of: SENT,
    when: (d) => !added(d) && is('optional', d.before) && is('required', d.after),
    class: 'breaking',
    reason: 'clients have to send it now',
  },
  {
    kinds: ['param'],
    of: SENT,
    when: removed,
    class: 'breaking',
    reason: 'what clients send there is ignored or refused',
  },
  {
    kinds: ['param'],
    of: SENT,
    when: (d) => added(d) || widens(d) || is('required', d.before),
    class: 'additive',
    reason: 'clients may send more',
  },
  { kinds: ['param'], of: SENT, when: always, class: 'breaking', reason: 'clients have to send something else' },
  { kinds: ['param'], when: added, class: 'additive', reason: 'the server may say more' },
  { kinds: ['param'], when: removed, class: 'breaking', reason: 'the server does not say it any more' },
  {
    kinds: ['param'],
    when: (d) => is('required', d.before) && is('optional', d.after),
    class: 'breaking',
    reason: 'the server may leave it out now',
  },
  { kinds: ['param'], when: gains('null'), class: 'breaking', reason: 'the server may send null now' },
  { kinds: ['param'], when: narrows, class: 'additive', reason: 'the server sends fewer forms' },
  {
    kinds: ['param'],
    when: (d) => is('optional', d.before) && is('required', d.after),
    class: 'additive',
    reason: 'the server always sends it now',
  },
  { kinds: ['param'], when: always, class: 'breaking', reason: 'the server sends something of another type' },
  { kinds: ['cost'], when: grows, class: 'cosmetic', reason: 'it costs more, in all repeats' },
  { kinds: ['cost'], when: always, class: 'cosmetic', reason: 'it costs less, in all repeats' },
];

/** Says what a difference means for those who upgrade. */
export function classified(difference: RawDifference): Difference {
  const rule = RULES.find(
    ({ kinds, of, when }) => kinds.includes(difference.kind) && (of?.test(difference.key) ?? true) && when(difference),
  );
  if (rule === undefined) throw new Error(`no rule for ${difference.kind} ${difference.key}`);
  return { ...difference, class: rule.class, reason: rule.reason, hurts: hurtBy(difference) };
}

function hurtBy({ key, kind }: RawDifference): Hurt {
  if (STDERR.test(key) || kind === 'cost') return 'operators';
  switch (partsOf(key).area) {
    case 'exec':
      return 'stream parsers';
    case 'wire':
    case 'schema':
      return 'app-server clients';
    case 'model':
      return 'model providers';
    case 'network':
    case 'files':
      return 'operators';
    default:
      return 'CLI callers';
  }
}

function wordsOf({ before, after }: RawDifference): { before: ReadonlySet<string>; after: ReadonlySet<string> } {
  return { before: wordsIn(before), after: wordsIn(after) };
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
