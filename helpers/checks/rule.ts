import type { WireMessage } from '../app-server/wire.ts';
import type { ParsedLine } from '../exec/parser.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { failIfAny, type Check } from './check.ts';
import { linesOf } from './exec-view.ts';
import { fileOf } from './files.ts';
import type { Evidence } from './verdict.ts';
import { messagesOf } from './wire-view.ts';

/** Something that an element of a sequence shows to be wrong. */
export interface Fault {
  readonly message: string;
  /** Counts from 1. */
  readonly line: number;
  readonly expected?: string;
  readonly actual?: string;
}

/** A clause in the course of judging one sequence. */
export interface Judging<Element> {
  /** What this element shows to be wrong. */
  see(element: Element): readonly Fault[];
  /** What the end of the sequence shows to be wrong. */
  end(): readonly Fault[];
  /** How many things the clause spoke of so far. Where it stays 0, nothing was judged. */
  judged(): number;
}

/**
 * A clause on a sequence, judged one element at a time in memory that does not grow with the number of elements: so it
 * judges a recording and a stream of any length alike.
 */
export type Rule<Element> = () => Judging<Element>;

/** A rule and the language of the sequence that it judges. */
export type StreamRule =
  | { readonly language: 'exec'; readonly start: Rule<ParsedLine> }
  | { readonly language: 'app-server'; readonly start: Rule<WireMessage> };

/** What a check that is made of a rule declares. */
export interface RuleCheck<Element> extends Omit<Check, 'judge' | 'modes' | 'rule' | 'readsModel'> {
  /** What it speaks of, in the plural: `events`, `items that were started`. */
  readonly about: string;
  /** What it means that there is none of these in a recording. */
  readonly whenNone: 'untestable' | 'not-applicable';
  readonly start: Rule<Element>;
}

/** A check on the stream of each `codex exec --json` process. */
export function execRule({ start, about, whenNone, ...head }: RuleCheck<ParsedLine>): Check {
  return {
    ...head,
    modes: ['exec_stateless', 'exec_persistent'],
    rule: { language: 'exec', start },
    judge: ({ processes }) => finding(processes, 'stdout', (process) => run(start, linesOf(process)), about, whenNone),
  };
}

/** A check on the wire of each `codex app-server` process. */
export function wireRule({ start, about, whenNone, ...head }: RuleCheck<WireMessage>): Check {
  return {
    ...head,
    modes: ['app_server'],
    rule: { language: 'app-server', start },
    judge: ({ processes }) => finding(processes, 'wire', (process) => run(start, messagesOf(process)), about, whenNone),
  };
}

/** Judges a whole sequence. */
function run<Element>(start: Rule<Element>, elements: Iterable<Element>): { faults: Fault[]; judged: number } {
  const judging = start();
  const faults: Fault[] = [];
  for (const element of elements) faults.push(...judging.see(element));
  faults.push(...judging.end());
  return { faults, judged: judging.judged() };
}

function finding(
  processes: readonly ProcessRecord[],
  base: 'stdout' | 'wire',
  judgeProcess: (process: ProcessRecord) => { faults: Fault[]; judged: number },
  about: string,
  whenNone: 'untestable' | 'not-applicable',
): ReturnType<Check['judge']> {
  const results = processes.map((process) => ({ process, ...judgeProcess(process) }));
  const faults = results.flatMap(({ process, faults }) =>
    faults.map((fault): Evidence => ({ ...fault, file: fileOf(process, base) })),
  );
  const silent = results.find(({ judged }) => judged === 0);
  if (faults.length === 0 && (silent !== undefined || results.length === 0)) {
    return { verdict: whenNone, reason: `no ${about} in process ${silent?.process.process ?? 1}` };
  }
  const judged = results.reduce((sum, result) => sum + result.judged, 0);
  return failIfAny(faults, `${judged} ${about}, all as they have to be`);
}
