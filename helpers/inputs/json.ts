import { SuiteError } from '../util/errors.ts';

const SPACE = /[ \t\n\r]*/y;
/** A string up to its closing quote, or up to the first character that cannot be in it. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const WORD = /[\w.+-]{1,20}/y;

/** Deeper nesting would exhaust the stack, and no file that a person writes has it. */
const DEEPEST = 100;

/**
 * The value of a JSON text that a person wrote. `file` is for the messages only.
 * @throws {SuiteError} `usage`, with line and column (both from 1), if the text is not JSON by RFC 8259 or if an object
 * has a key twice, which `JSON.parse` would pass over.
 */
export function parseJson(text: string, file: string): unknown {
  new Scanner(text, file).document();
  return JSON.parse(text);
}

/** Walks through a JSON text to find where it goes wrong: V8 leaves the position out of some messages of `JSON.parse`. */
class Scanner {
  readonly #text: string;
  readonly #file: string;
  #index = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  document(): void {
    this.#value('a value', 0);
    if (this.#next() !== undefined) this.#failExpecting('the end of the file');
  }

  #value(expected: string, depth: number): void {
    const first = this.#next();
    if (depth > DEEPEST) this.#fail(`more than ${DEEPEST} objects and lists are nested`);
    if (first === '{') this.#object(depth);
    else if (first === '[') this.#list(depth);
    else if (first === '"') this.#string();
    else if (this.#take(SCALAR) === '') this.#failExpecting(expected);
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#index += 1;
    if (this.#skip('}')) return;
    do {
      if (this.#next() !== '"')
        this.#failExpecting(keys.size === 0 ? 'a key in double quotes or "}"' : 'a key in double quotes');
      const start = this.#index;
      const key = this.#string();
      if (keys.has(key)) this.#fail(`the key ${JSON.stringify(key)} is there twice`, start);
      keys.add(key);
      if (!this.#skip(':')) this.#failExpecting('":"');
      this.#value('a value', depth + 1);
    } while (this.#skip(','));
    if (!this.#skip('}')) this.#failExpecting('"," or "}"');
  }

  #list(depth: number): void {
    this.#index += 1;
    if (this.#skip(']')) return;
    do this.#value('a value', depth + 1);
    while (this.#skip(','));
    if (!this.#skip(']')) this.#failExpecting('"," or "]"');
  }

  #string(): string {
    const start = this.#index;
    this.#take(STRING);
    const end = this.#text[this.#index];
    if (end === '\\') this.#fail('a backslash that begins none of the escapes of JSON');
    if (end !== '"') this.#failExpecting('the closing quote of a text');
    this.#index += 1;
    return JSON.parse(this.#text.slice(start, this.#index)) as string;
  }

  /** The next character that is not white space. */
  #next(): string | undefined {
    this.#take(SPACE);
    return this.#text[this.#index];
  }

  #skip(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#index += 1;
    return true;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#index;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.#index += taken.length;
    return taken;
  }

  #failExpecting(what: string): never {
    const start = this.#index;
    const character = this.#text.codePointAt(start);
    const found = this.#take(WORD) || (character === undefined ? '' : String.fromCodePoint(character));
    return this.#fail(
      `expected ${what} but found ${found === '' ? 'the end of the file' : JSON.stringify(found)}`,
      start,
    );
  }

  #fail(problem: string, index = this.#index): never {
    const before = this.#text.slice(0, index);
    const line = before.split('\n').length;
    const column = index - before.lastIndexOf('\n');
    throw new SuiteError('usage', `${this.#file}:${line}:${column}: not valid JSON: ${problem}`, {
      hint: 'JSON has texts and keys in double quotes, no comments and no comma after the last entry.',
    });
  }
}
