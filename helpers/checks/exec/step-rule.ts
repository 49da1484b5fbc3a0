import type { ExecEvent } from '../../exec/events.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import type { Fault, Rule } from '../stream-rule.ts';

/** What a clause says of one line: nothing, that it is as it has to be, or what is wrong with it. */
export type Opinion = true | string | undefined;

/** A clause in the course of judging one stream, line by line. */
export interface Steps<Element> {
  see(element: Element): Opinion;
  /** What is wrong with a stream that ends here. It is put down to the last line. */
  end?(): string | undefined;
}

const NO_FAULTS: readonly Fault[] = Object.freeze([]);

/** A rule that has at most one fault to find with each line. */
export function lineRule(start: () => Steps<ParsedLine>): Rule<ParsedLine> {
  return () => {
    const steps = start();
    let last: ParsedLine | undefined;
    let judged = 0;
    return {
      see(line) {
        last = line;
        const opinion = steps.see(line);
        if (opinion === undefined) return NO_FAULTS;
        judged += 1;
        return opinion === true ? NO_FAULTS : [faultIn(line, opinion)];
      },
      end() {
        const wrong = steps.end?.();
        return wrong === undefined || last === undefined ? NO_FAULTS : [faultIn(last, wrong)];
      },
      judged: () => judged,
    };
  };
}

/** The same for a clause that speaks of events of the known shape and passes over all else. */
export function eventRule(start: () => Steps<ExecEvent>): Rule<ParsedLine> {
  return lineRule(() => {
    const steps = start();
    return { ...steps, see: (line) => (line.kind === 'event' ? steps.see(line.event) : undefined) };
  });
}

function faultIn({ line, text }: ParsedLine, message: string): Fault {
  return { message, line, actual: text };
}
