/** A flag that a help text lists. */
export interface HelpFlag {
  /** Without the dashes. */
  readonly name: string;
  /** The letter of its short form; null for none. */
  readonly short: string | null;
  /** The name of its value, such as `FILE`; undefined for a switch. */
  readonly value: string | undefined;
  /** The values that the help allows; empty if it names none. */
  readonly values: readonly string[];
}

/** A line of an explanation may begin with another flag, but is indented more. */
const FLAG = /^(?: {2}-(\w), | {6})--([a-z][a-z0-9-]*)(?:[ =]<([^>]+)>)?/gm;

/** The flags of a long help text, in its order. */
export function helpFlags(help: string): HelpFlag[] {
  const matches = [...help.matchAll(FLAG)];
  return matches.map((match, index) => {
    const [, short, name, value] = match;
    const explanation = help.slice(match.index, matches[index + 1]?.index);
    const listed = /\[possible values: ([^\]]+)\]/.exec(explanation)?.[1]?.split(/,\s*/) ?? bulleted(explanation);
    return { name: name!, short: short ?? null, value, values: listed };
  });
}

/** The form in which values are listed that have an explanation of their own. */
function bulleted(explanation: string): string[] {
  const [, list = ''] = explanation.split(/Possible values:\n/);
  return [...list.matchAll(/^\s*- ([\w-]+)/gm)].map((match) => match[1]!);
}
