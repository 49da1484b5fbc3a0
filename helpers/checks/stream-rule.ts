import type { WireMessage } from '../app-server/wire.ts';
import type { ExecEvent } from '../exec/events.ts';
import type { ParsedLine } from '../exec/parser.ts';
import { linesOf } from '../queries/exec-lines.ts';
import { fileOf } from '../queries/process-files.ts';
import { messagesOf } from '../queries/wire-messages.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check, type CheckOutcome } from './check.ts';

/** An element of a sequence that breaks a clause. */
export interface Violation {
  readonly message: string;
  readonly line: number;
  readonly expected?: string;
  readonly actual?: string;
}

/** Judges the elements of one sequence in order. */
export interface SequenceJudge<Element> {
  see(element: Element): readonly Violation[];
  end(): readonly Violation[];
  /** Elements judged so far. */
  judged(): number;
}

/** Judges a sequence element by element in constant memory, so that it judges recordings and streams of any length. */
export type Rule<Element> = () => SequenceJudge<Element>;

interface Subject {
  /** In the plural: `events`, `started items`. */
  readonly about: string;
  /** The verdict where there are none of these. */
  readonly whenNone: 'untestable' | 'not-applicable';
}

/** A rule, the language of the sequence that it judges, and its subject. */
export type StreamRule = Subject &
  (
    | { readonly language: 'exec'; readonly start: Rule<ParsedLine> }
    | { readonly language: 'app-server'; readonly start: Rule<WireMessage> }
  );

interface RuleCheck<Element> extends Omit<Check, 'judge' | 'language' | 'rule' | 'needsModel'>, Subject {
  readonly start: Rule<Element>;
}

/** A check on the stream of each `codex exec --json` process. */
export function execRule({ start, about, whenNone, ...head }: RuleCheck<ParsedLine>): Check {
  const rule = { language: 'exec', start, about, whenNone } as const;
  return { ...head, language: 'exec', rule, judge: ({ processes }) => judgeEach(processes, rule, start, linesOf) };
}

/** A check on the wire of each `codex app-server` process. */
export function wireRule({ start, about, whenNone, ...head }: RuleCheck<WireMessage>): Check {
  const rule = { language: 'app-server', start, about, whenNone } as const;
  return {
    ...head,
    language: 'app-server',
    rule,
    judge: ({ processes }) => judgeEach(processes, rule, start, messagesOf),
  };
}

export const NO_VIOLATIONS: readonly Violation[] = Object.freeze([]);

/** Judges the subjects of one sequence in order. */
export interface SubjectJudge<Subject> {
  /** The violations of this subject; undefined where the clause does not cover it. */
  see(subject: Subject): readonly Violation[] | undefined;
  end?(): readonly Violation[];
}

/**
 * A rule that counts the subjects on which a clause is judged.
 *
 * @param readings makes the reader of one sequence: the subject in an element, or null
 */
export function ruleOn<Element, Subject>(
  readings: () => (element: Element) => Subject | null,
  start: () => SubjectJudge<Subject>,
): Rule<Element> {
  return () => {
    const read = readings();
    const judge = start();
    let judged = 0;
    return {
      see(element) {
        const subject = read(element);
        const violations = subject === null ? undefined : judge.see(subject);
        if (violations !== undefined) judged += 1;
        return violations ?? NO_VIOLATIONS;
      },
      end: () => judge.end?.() ?? NO_VIOLATIONS,
      judged: () => judged,
    };
  };
}

/** Every message as it is. */
export function everyMessage(): (message: WireMessage) => WireMessage {
  return (message) => message;
}

/** True for a valid element, a message for an invalid one, undefined for one that the clause does not cover. */
export type Validity = true | string | undefined;

interface ElementJudge<Element> {
  see(element: Element): Validity;
  /** A message for a stream that must not end here, reported for its last line. */
  end?(): string | undefined;
}

/** A rule with at most one violation for each line. */
export function lineRule(start: () => ElementJudge<ParsedLine>): Rule<ParsedLine> {
  return ruleOn(
    () => (line) => line,
    () => {
      const judge = start();
      let last: ParsedLine | undefined;
      return {
        see(line) {
          last = line;
          const validity = judge.see(line);
          return validity === undefined ? undefined : validity === true ? NO_VIOLATIONS : [violationIn(line, validity)];
        },
        end() {
          const wrong = judge.end?.();
          return wrong === undefined || last === undefined ? NO_VIOLATIONS : [violationIn(last, wrong)];
        },
      };
    },
  );
}

/** A {@link lineRule} on valid events. */
export function eventRule(start: () => ElementJudge<ExecEvent>): Rule<ParsedLine> {
  return lineRule(() => {
    const judge = start();
    return { ...judge, see: (line) => (line.kind === 'event' ? judge.see(line.event) : undefined) };
  });
}

/**
 * Why a rule neither passes nor fails; undefined if it does. A subject that is required is required in each sequence; one that is
 * not is judged where it occurs.
 *
 * @param judged elements judged in each sequence
 */
export function nothingJudged(
  { about, whenNone }: Subject,
  judged: readonly number[],
): ReturnType<typeof untestable> | undefined {
  const silent = judged.indexOf(0);
  const enough = whenNone === 'untestable' ? silent === -1 && judged.length > 0 : judged.some((count) => count > 0);
  if (enough) return undefined;
  const where = judged.length > 1 ? ` in process ${silent + 1}` : '';
  const reason = `no ${about}${where}`;
  return whenNone === 'untestable' ? untestable(reason) : notApplicable(reason);
}

function judgeEach<Element>(
  processes: readonly ProcessRecord[],
  { language, ...subject }: StreamRule,
  start: Rule<Element>,
  elementsOf: (process: ProcessRecord) => Iterable<Element>,
): CheckOutcome {
  const judgedProcesses = processes.map((process) => {
    const judge = start();
    const violations: Violation[] = [];
    for (const element of elementsOf(process)) violations.push(...judge.see(element));
    violations.push(...judge.end());
    const file = fileOf(process, language === 'exec' ? 'stdout' : 'wire');
    return { evidence: violations.map((violation) => ({ ...violation, file })), judged: judge.judged() };
  });
  const evidence = judgedProcesses.flatMap((one) => one.evidence);
  const counts = judgedProcesses.map(({ judged }) => judged);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const nothing = evidence.length > 0 ? undefined : nothingJudged(subject, counts);
  return nothing ?? failIfAny(evidence, total, `${subject.about}, all valid`);
}

function violationIn({ line, text }: ParsedLine, message: string): Violation {
  return { message, line, actual: text };
}
