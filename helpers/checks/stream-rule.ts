import type { WireMessage } from '../app-server/wire.ts';
import type { ParsedLine } from '../exec/parser.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { failIfAny, type Check } from './check.ts';
import { linesOf } from '../queries/exec-lines.ts';
import { fileOf } from '../queries/process-files.ts';
import type { Evidence } from './verdict.ts';
import { messagesOf } from '../queries/wire-messages.ts';

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

/** What a clause speaks of. */
interface Subject {
  /** In the plural: `events`, `items that were started`. */
  readonly about: string;
  /** What it means that there is none of these. */
  readonly whenNone: 'untestable' | 'not-applicable';
}

/** A rule, the language of the sequence that it judges, and what it speaks of. */
export type StreamRule = Subject &
  (
    | { readonly language: 'exec'; readonly start: Rule<ParsedLine> }
    | { readonly language: 'app-server'; readonly start: Rule<WireMessage> }
  );

/** What a check that is made of a rule declares. */
export interface RuleCheck<Element> extends Omit<Check, 'judge' | 'modes' | 'rule' | 'readsModel'>, Subject {
  readonly start: Rule<Element>;
}

/** A check on the stream of each `codex exec --json` process. */
export function execRule({ start, about, whenNone, ...head }: RuleCheck<ParsedLine>): Check {
  return {
    ...head,
    modes: ['exec_stateless', 'exec_persistent'],
    rule: { language: 'exec', start, about, whenNone },
    judge: ({ processes }) => finding(processes, 'stdout', (process) => run(start, linesOf(process)), about, whenNone),
  };
}

/** A check on the wire of each `codex app-server` process. */
export function wireRule({ start, about, whenNone, ...head }: RuleCheck<WireMessage>): Check {
  return {
    ...head,
    modes: ['app_server'],
    rule: { language: 'app-server', start, about, whenNone },
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
  whenNone: Subject['whenNone'],
): ReturnType<Check['judge']> {
  const results = processes.map((process) => ({ process, ...judgeProcess(process) }));
  const faults = results.flatMap(({ process, faults }) =>
    faults.map((fault): Evidence => ({ ...fault, file: fileOf(process, base) })),
  );
  const silent = results.find(({ judged }) => judged === 0);
  const judged = results.reduce((sum, result) => sum + result.judged, 0);
  // What has to be there has to be there in each process; what may be there is judged where it is.
  if (faults.length === 0 && (judged === 0 || (silent !== undefined && whenNone === 'untestable'))) {
    return { verdict: whenNone, reason: `no ${about} in process ${silent?.process.process ?? 1}` };
  }
  return failIfAny(faults, `${judged} ${about}, all as they have to be`);
}
