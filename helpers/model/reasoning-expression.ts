/** Digits within a word are no number. */
export const NUMBER = String.raw`(?<![\w.])\d+(?:\.\d+)?(?!\w)`;

/** A number, an operator, a bracket, or another character. */
const TOKEN = new RegExp(String.raw`(?<number>${NUMBER})|(?<operator>[-+*/^])|(?<bracket>[()])|\S`, 'g');

interface Token {
  readonly text: string;
  readonly kind: 'number' | 'operator' | 'bracket';
  readonly apart: boolean;
}

/** The value of the first calculation in a text: undefined if there is none, NaN if it is invalid. */
export function expressionValue(text: string): number | undefined {
  const found = runsIn(text)
    .map(trimmed)
    .find((run) => run.filter(({ kind }) => kind === 'number').length > 1);
  return found === undefined ? undefined : evaluate(found.map((token) => token.text));
}

/** Runs of adjacent tokens. A number directly after a number begins a new run. */
function runsIn(text: string): Token[][] {
  const runs: Token[][] = [];
  let current: Token[] = [];
  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    const kind = (['number', 'operator', 'bracket'] as const).find((name) => groups?.[name] !== undefined);
    const last = current.at(-1);
    const operand = last?.kind === 'number' || last?.text === ')';
    const juxtaposed = operand && (kind === 'number' || token === '(');
    if (kind === undefined || juxtaposed) {
      runs.push(current);
      current = [];
    }
    if (kind !== undefined) current.push({ text: token, kind, apart: /\s/.test(text[index - 1] ?? ' ') });
  }
  return [...runs, current];
}

/** Drops leading and trailing operators, and unpaired brackets. A single dash is no sign. */
function trimmed(run: readonly Token[]): readonly Token[] {
  const begins = run.findIndex(
    ({ text, kind }, at) => kind === 'number' || text === '(' || (text === '-' && run[at + 1]?.apart === false),
  );
  const ends = run.findLastIndex(({ text, kind }) => kind === 'number' || text === ')');
  return begins < 0 ? [] : balanced(run.slice(begins, ends + 1));
}

function balanced(run: readonly Token[]): readonly Token[] {
  const unpaired = new Set<Token>();
  const open: Token[] = [];
  for (const token of run) {
    if (token.text === '(') open.push(token);
    else if (token.text === ')' && open.pop() === undefined) unpaired.add(token);
  }
  for (const token of open) unpaired.add(token);
  return run.filter((token) => !unpaired.has(token));
}

/** Evaluates numbers, + - * / ^, unary minus and brackets with the usual precedence. NaN for anything else. */
function evaluate(tokens: readonly string[]): number {
  let at = 0;
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') value += tokens[at++] === '+' ? product() : -product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[at] === '*' || tokens[at] === '/') {
      if (tokens[at++] === '*') value *= factor();
      else value /= factor();
    }
    return value;
  };
  const factor = (): number => {
    const token = tokens[at++];
    if (token === '-') return -factor();
    const base = token === '(' ? bracket() : Number(token ?? Number.NaN);
    if (tokens[at] !== '^') return base;
    at += 1;
    return base ** factor();
  };
  const bracket = (): number => {
    const value = sum();
    at += 1;
    return value;
  };
  const value = sum();
  return at >= tokens.length ? value : Number.NaN;
}
