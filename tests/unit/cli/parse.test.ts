import { expect, test } from 'vitest';
import { COMMANDS } from '../../../helpers/cli/main.ts';
import { parse } from '../../../helpers/cli/parse.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { capturedIo } from './captured-io.ts';

/** The name, the arguments and the options of the command that these words name. */
function parsed(...argv: readonly string[]): unknown {
  const found = parse(argv, capturedIo(), COMMANDS);
  if (typeof found === 'number') return found;
  return [found.command.name(), ...found.command.processedArgs, found.command.opts()];
}

function refusal(...argv: readonly string[]): string {
  try {
    return JSON.stringify(parsed(...argv));
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return `${error.message} | ${error.hint}`;
    throw error;
  }
}

const RUN = { only: [], merge: [], out: 'outputs', color: true, defaultBaseline: true, failOn: 'should' };
const JUDGE = { only: [], format: 'text', maxFindings: 5 };

test('a command without options has its defaults', () => {
  expect([parsed('run'), parsed('record'), parsed('list')]).toEqual([
    ['run', RUN],
    ['record', { only: [], out: 'fixtures' }],
    ['list', { only: [] }],
  ]);
});

test('options are parsed in any order and in both forms', () => {
  const argv =
    '--verbose --only exec --deadline=0.5 --live --out /o --only=a=b --no-color --codex - --cases c --baseline b --workspace w';
  expect(parsed('run', ...argv.split(' '))).toEqual([
    'run',
    {
      codex: '-',
      live: true,
      only: ['exec', 'a=b'],
      out: '/o',
      cases: 'c',
      baseline: 'b',
      defaultBaseline: true,
      failOn: 'should',
      merge: [],
      deadline: 0.5,
      workspace: 'w',
      verbose: true,
      color: false,
    },
  ]);
});

test('a second parse does not see the options of the first', () => {
  expect([parsed('run', '--only', 'a', '--live'), parsed('run', '--only', 'b'), parsed('run')]).toEqual([
    ['run', { ...RUN, only: ['a'], live: true }],
    ['run', { ...RUN, only: ['b'] }],
    ['run', RUN],
  ]);
});

test('--modes-only is a hidden name of --core', () => {
  expect([parsed('run', '--core'), parsed('run', '--modes-only')]).toEqual([
    ['run', { ...RUN, core: true }],
    ['run', { ...RUN, core: true, modesOnly: true }],
  ]);
});

test('a value like an option needs an equals sign', () => {
  expect(parsed('run', '--out=--live', '--verbose', '--verbose', '--')).toEqual([
    'run',
    { ...RUN, out: '--live', verbose: true },
  ]);
});

test('arguments stand anywhere among the options', () => {
  expect([
    parsed('judge', 'x.jsonl'),
    parsed('judge', '--as', 'exec', 'x.jsonl', '--format=sarif', '--only', 'a', '--max-findings', '12'),
    parsed('judge', '-'),
    parsed('judge', '--', '--as'),
    parsed('diff', 'a', '--fresh', 'b'),
  ]).toEqual([
    ['judge', 'x.jsonl', JUDGE],
    ['judge', 'x.jsonl', { as: 'exec', only: ['a'], format: 'sarif', maxFindings: 12 }],
    ['judge', '-', JUDGE],
    ['judge', '--as', JUDGE],
    ['diff', 'a', 'b', { only: [], format: 'text', repeats: 1, fresh: true }],
  ]);
});

test('an unknown command gets a suggestion', () => {
  expect([
    refusal('rn'),
    refusal('teleport'),
    refusal('teleport', '--help'),
    refusal('help', 'lst'),
    refusal('hepl'),
    refusal('--hlep'),
    refusal('--live', 'run'),
    refusal('--out=x'),
    refusal(''),
    refusal('constructor'),
  ]).toMatchInlineSnapshot(`
    [
      "unknown command 'rn' | Did you mean run?",
      "unknown command 'teleport' | Run codex-conformance --help to see all commands.",
      "unknown command 'teleport' | Run codex-conformance --help to see all commands.",
      "unknown command 'lst' | Did you mean list?",
      "unknown command 'hepl' | Did you mean help?",
      "unknown option '--hlep' | Did you mean --help?",
      "unknown option '--live' | Put the command before its options, such as: codex-conformance run --live",
      "unknown option '--out=x' | Put the command before its options, such as: codex-conformance run --out=x",
      "unknown command '' | Run codex-conformance --help to see all commands.",
      "unknown command 'constructor' | Run codex-conformance --help to see all commands.",
    ]
  `);
});

test('an unknown option gets a suggestion', () => {
  expect([
    refusal('run', '--codx', 'x'),
    refusal('run', '--onyl=x'),
    refusal('run', '-only', 'x'),
    refusal('run', '-x'),
    refusal('run', '--nonsense=1'),
    refusal('run', '--noColor'),
    refusal('run', '--live=yes'),
    refusal('run', '--version'),
    refusal('judge', 'a', '--max', '3'),
    refusal('list', '--live'),
  ]).toMatchInlineSnapshot(`
    [
      "unknown option '--codx' | Did you mean --codex?",
      "unknown option '--onyl=x' | Did you mean --only?",
      "unknown option '-only' | Did you mean --only?",
      "unknown option '-x' | Run codex-conformance run --help to see all options.",
      "unknown option '--nonsense=1' | Run codex-conformance run --help to see all options.",
      "unknown option '--noColor' | Did you mean --no-color?",
      "unknown option '--live=yes' | Did you mean --live?",
      "unknown option '--version' | Run codex-conformance run --help to see all options.",
      "unknown option '--max' | Did you mean --max-findings?",
      "unknown option '--live' | It is an option of run.",
    ]
  `);
});

test('a wrong value or argument is named with a remedy', () => {
  expect([
    refusal('run', '--out'),
    refusal('run', '--out='),
    refusal('run', '--out', ''),
    refusal('run', '--out', '--live'),
    refusal('run', '--only', '--', 'x'),
    refusal('run', '--out', 'a', '--out=b'),
    refusal('run', '--deadline', '1', '--deadline', '2'),
    refusal('run', 'exec'),
    refusal('run', '--merge', 'a', 'b'),
    refusal('matrix', '--merge=a', 'b'),
    refusal('run', '--', '--live'),
    refusal('judge'),
    refusal('judge', 'a', 'b'),
    refusal('diff', 'a'),
    refusal('versions', 'a'),
    refusal('bisect', 'a', '--good', '0.98.0'),
    refusal('judge', 'a', '--as', 'app-sever'),
    refusal('judge', 'a', '--as=rollout'),
    refusal('judge', 'a', '--format', 'xml'),
    refusal('judge', 'a', '--max-findings=0'),
  ]).toMatchInlineSnapshot(`
    [
      "--out needs a value | Write --out <DIR>.",
      "--out needs a value | Write --out <DIR>.",
      "--out needs a value | Write --out <DIR>.",
      "--out needs a value, found the option "--live" | Write --out <DIR>, or --out=--live if that is the value.",
      "--only needs a value, found the option "--" | Write --only <GLOB>, or --only=-- if that is the value.",
      "--out is given twice, the second time as "b" | Give it once.",
      "--deadline is given twice, the second time as "2" | Give it once.",
      "too many arguments for 'run'. Expected 0 arguments but got 1: exec. | To select scenarios or checks, write --only=exec.",
      "too many arguments for 'run'. Expected 0 arguments but got 1: b. | To merge another folder, write --merge b as well.",
      "too many arguments for 'matrix'. Expected 0 arguments but got 1: b. | To merge another folder, write --merge b as well.",
      "too many arguments for 'run'. Expected 0 arguments but got 1: --live. | To select scenarios or checks, write --only=--live.",
      "missing required argument 'file' | Write it as in: codex-conformance judge session.jsonl",
      "too many arguments for 'judge'. Expected 1 argument but got 2: a, b. | Write it as in: codex-conformance judge session.jsonl",
      "missing required argument 'after' | Write it as in: codex-conformance diff 0.98.0 latest",
      "too many arguments for 'versions'. Expected 0 arguments but got 1: a. | Write it as in: codex-conformance versions",
      "required option '--bad <B>' not specified | Write it as in: codex-conformance bisect exec/stdin/open-pipe-not-awaited --good 0.98.0 --bad latest",
      "--as expects exec or app-server, found "app-sever" | Did you mean app-server?",
      "--as expects exec or app-server, found "rollout" | Write it as in --as exec.",
      "--format expects text, json, sarif or github, found "xml" | Write it as in --format text.",
      "--max-findings expects a whole number from 1, found "0" | Write it as in --max-findings 10.",
    ]
  `);
});

test.for(['0', '0.0', '-1', '1s', '1e3', '0x10', 'Infinity', 'NaN', ' ', '.5', '2147484', '9'.repeat(400)])(
  'a deadline of "%s" is refused',
  (value) => {
    expect(refusal('run', `--deadline=${value}`)).toBe(
      `--deadline expects a number of seconds above 0 and up to 2147483, found "${value}" | Write it as in --deadline 90 or --deadline 0.5.`,
    );
  },
);

test.for(['0', '-1', '1.5', '1e3', 'all', '9007199254740993'])('a count of "%s" is refused', (value) => {
  expect(refusal('matrix', `--jobs=${value}`)).toBe(
    `--jobs expects a whole number from 1, found "${value}" | Write it as in --jobs 10.`,
  );
});

test('the longest deadline is what a timer can wait for', () => {
  expect(parsed('run', '--deadline', '2147483')).toEqual(['run', { ...RUN, deadline: 2_147_483 }]);
});

test('the examples of the help are valid', () => {
  const argvs = COMMANDS.flatMap(({ examples }) => examples).map((text) => text.replaceAll("'", '').split(' '));
  expect(argvs.map((argv) => (parsed(...argv) as unknown[])[0])).toEqual(argvs.map(([name]) => name));
  expect(COMMANDS.filter(({ examples }) => examples.length === 0)).toEqual([]);
});
