import { printParseErrorCode, visit } from 'jsonc-parser';
import { messageOf, SuiteError } from '../util/errors.ts';
import { clip } from '../util/text/clip.ts';

/** Deeper nesting would exhaust the stack, and no file that a person writes has it. */
const DEEPEST = 100;
const LONGEST_QUOTE = 20;

/**
 * The value of a JSON text that a person wrote.
 *
 * @param file for the messages only
 * @throws SuiteError `usage`, with line and column (both from 1), for a text that is not JSON by RFC 8259 or has an object
 *   with a duplicate key, which `JSON.parse` accepts
 */
export function parseJson(text: string, file: string): unknown {
  // JSON.parse gives no position in some of its messages.
  assertJson(text, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(file, 1, 1, messageOf(error));
  }
}

function assertJson(text: string, file: string): void {
  const nested: Set<string>[] = [];
  const onBegin = (_offset: number, _length: number, line: number, column: number): void => {
    nested.push(new Set());
    if (nested.length > DEEPEST) {
      throw invalid(file, line + 1, column + 1, `more than ${DEEPEST} nested objects and lists`);
    }
  };
  const onEnd = (): void => void nested.pop();
  visit(
    text,
    {
      onObjectBegin: onBegin,
      onObjectEnd: onEnd,
      onArrayBegin: onBegin,
      onArrayEnd: onEnd,
      onObjectProperty: (key, _offset, _length, line, column) => {
        const keys = nested.at(-1)!;
        if (keys.has(key)) throw invalid(file, line + 1, column + 1, `duplicate key ${JSON.stringify(key)}`);
        keys.add(key);
      },
      onError: (code, offset, length, line, column) => {
        const found = text.slice(offset, offset + length);
        const problem = printParseErrorCode(code).replaceAll(
          /(?<=[a-z])[A-Z]/g,
          (capital) => ` ${capital.toLowerCase()}`,
        );
        throw invalid(
          file,
          line + 1,
          column + 1,
          `${problem.toLowerCase()}, found ${found === '' ? 'the end of the file' : JSON.stringify(clip(found, LONGEST_QUOTE))}`,
        );
      },
    },
    { disallowComments: true },
  );
}

function invalid(file: string, line: number, column: number, problem: string): SuiteError {
  return new SuiteError('usage', `${file}:${line}:${column}: not valid JSON: ${problem}`, {
    hint: 'JSON has texts and keys in double quotes, no comments and no comma after the last entry.',
  });
}
