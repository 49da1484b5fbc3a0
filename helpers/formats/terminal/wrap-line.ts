import { visibleLength, wrap } from '../../util/text/wrap.ts';

/** The label of a line with a value, or the sign at its start: later lines stand below what follows it. */
const LABEL = /^(?:(?: {2})?[a-z]+ {2,}|(?:\u001b\[\d+m)?[✓✗!-](?:\u001b\[\d+m)? | *)/u;
const COMMAND = /^ {2}replay {2,}/;

/** A line of a report in lines of at most so many columns, broken after words. A command stays one for the shell. */
export function wrapLine(line: string, columns: number): string[] {
  const [label] = LABEL.exec(line)!;
  const indent = visibleLength(label);
  const isCommand = COMMAND.test(line);
  const lines = wrap(line.slice(label.length), columns - indent - (isCommand ? 2 : 0));
  return lines.map((text, index) => {
    const start = index === 0 ? label : ' '.repeat(indent);
    return `${start}${text.trimEnd()}${isCommand && index < lines.length - 1 ? ' \\' : ''}`;
  });
}
