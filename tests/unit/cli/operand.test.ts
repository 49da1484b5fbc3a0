import { expect, test } from 'vitest';
import { parseArguments } from '../../../helpers/cli/arguments.ts';
import { helpText } from '../../../helpers/cli/help.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';

const JUDGE = { file: 'x.jsonl', as: undefined, only: [], format: 'text', maxFindings: 5 };

function options(...argv: string[]): unknown {
  const invocation = parseArguments(['judge', ...argv]);
  return invocation.kind === 'command' ? invocation.options : invocation;
}

function refusal(...argv: string[]): string {
  try {
    return JSON.stringify(parseArguments(argv));
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return `${error.message} | ${error.hint}`;
    throw error;
  }
}

test('the operand stands among the options by its name, wherever it was written', () => {
  expect([
    options('x.jsonl'),
    options('--as', 'exec', 'x.jsonl', '--format=sarif', '--only', 'a', '--max-findings', '12'),
    options('-'),
    options('--', '--as'),
  ]).toEqual([
    JUDGE,
    { file: 'x.jsonl', as: 'exec', only: ['a'], format: 'sarif', maxFindings: 12 },
    { ...JUDGE, file: '-' },
    { ...JUDGE, file: '--as' },
  ]);
});

test('help is given whether or not there is an operand', () => {
  expect([options('--help'), options('x', 'y', '-h')]).toEqual([
    { kind: 'help', command: 'judge' },
    { kind: 'help', command: 'judge' },
  ]);
});

test('says what is wrong with an operand, a choice or a number', () => {
  expect([
    refusal('judge'),
    refusal('judge', ''),
    refusal('judge', 'a', 'b'),
    refusal('judge', 'a', '--max', '3'),
    refusal('judge', 'a', '--as', 'app-sever'),
    refusal('judge', 'a', '--as=rollout'),
    refusal('judge', 'a', '--format', 'xml'),
    ...['0', '-1', '1.5', '1e3', 'all', '9007199254740993'].map((count) =>
      refusal('judge', 'a', `--max-findings=${count}`),
    ),
  ]).toMatchInlineSnapshot(`
    [
      "judge needs one FILE | FILE: What codex exec --json printed, or a log of what crossed the wire of codex app-server; "-" is stdin.",
      "judge needs one FILE | FILE: What codex exec --json printed, or a log of what crossed the wire of codex app-server; "-" is stdin.",
      "judge takes one FILE, found "b" after it | Call judge once for each FILE.",
      "unknown option --max of judge | Did you mean --max-findings?",
      "--as expects exec or app-server, found "app-sever" | Did you mean app-server?",
      "--as expects exec or app-server, found "rollout" | Write it as in --as exec.",
      "--format expects text, json, sarif or github, found "xml" | Write it as in --format text.",
      "--max-findings expects a whole number from 1, found "0" | Write it as in --max-findings 10.",
      "--max-findings expects a whole number from 1, found "-1" | Write it as in --max-findings 10.",
      "--max-findings expects a whole number from 1, found "1.5" | Write it as in --max-findings 10.",
      "--max-findings expects a whole number from 1, found "1e3" | Write it as in --max-findings 10.",
      "--max-findings expects a whole number from 1, found "all" | Write it as in --max-findings 10.",
      "--max-findings expects a whole number from 1, found "9007199254740993" | Write it as in --max-findings 10.",
    ]
  `);
});

test('the help of judge', () => {
  expect(helpText('judge', 80)).toMatchInlineSnapshot(`
    "Judge a stream that you captured, by the clauses that hold for every stream.

    Usage: codex-conformance judge [options] FILE

    Argument:
      FILE  What codex exec --json printed, or a log of what crossed the wire of
            codex app-server; "-" is stdin.

    Options:
      --as LANGUAGE     What the stream is: exec or app-server. Default: as its
                        first lines say.
      --only GLOB       Judge only by the checks that this matches. Can be given
                        several times.
      --format FORMAT   How the findings are printed: text, json, sarif (2.1.0) or
                        github (workflow commands). Default: text.
      --max-findings N  How many findings of each check are shown; the others are
                        counted. Default: 5.
      -h, --help        Show this help.

    Examples:
      codex-conformance judge session.jsonl
      codex-conformance judge wire.log --as app-server --format sarif
      codex-conformance judge - --only 'exec/items/**'
    "
  `);
});
