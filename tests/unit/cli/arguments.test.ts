import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { parseArguments } from '../../../helpers/cli/arguments.ts';

const RUN = {
  codex: undefined,
  live: false,
  modesOnly: false,
  only: [],
  out: 'outputs',
  cases: undefined,
  baseline: undefined,
  deadline: undefined,
  workspace: undefined,
  verbose: false,
  noColor: false,
};

function refusal(...argv: string[]): string {
  try {
    return JSON.stringify(parseArguments(argv));
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return `${error.message} | ${error.hint}`;
    throw error;
  }
}

test('a command without options has the defaults', () => {
  expect([parseArguments(['run']), parseArguments(['record']), parseArguments(['list'])]).toEqual([
    { kind: 'command', command: 'run', options: RUN },
    {
      kind: 'command',
      command: 'record',
      options: { codex: undefined, out: 'fixtures', short: false, only: [], cases: undefined },
    },
    { kind: 'command', command: 'list', options: { json: false, mutants: false, only: [] } },
  ]);
});

test('options are taken in any order and in both forms', () => {
  const argv =
    '--verbose --only exec --deadline=0.5 --live --out /o --only=a=b --no-color --codex - --cases c --baseline b --workspace w';
  expect(parseArguments(['run', ...argv.split(' ')])).toEqual({
    kind: 'command',
    command: 'run',
    options: {
      codex: '-',
      live: true,
      modesOnly: false,
      only: ['exec', 'a=b'],
      out: '/o',
      cases: 'c',
      baseline: 'b',
      deadline: 0.5,
      workspace: 'w',
      verbose: true,
      noColor: true,
    },
  });
});

test('a value that looks like an option is taken after an equals sign; a flag can be repeated', () => {
  expect(parseArguments(['run', '--out=--live', '--verbose', '--verbose', '--'])).toEqual({
    kind: 'command',
    command: 'run',
    options: { ...RUN, out: '--live', verbose: true },
  });
});

test.for<[argv: string, invocation: unknown]>([
  ['', { kind: 'no-command' }],
  ['--version', { kind: 'version' }],
  ['--help', { kind: 'help', command: undefined }],
  ['-h', { kind: 'help', command: undefined }],
  ['help', { kind: 'help', command: undefined }],
  ['help list', { kind: 'help', command: 'list' }],
  ['record --help', { kind: 'help', command: 'record' }],
  ['run --nonsense stray -h', { kind: 'help', command: 'run' }],
])('"%s" asks for %j', ([argv, invocation]) => {
  expect(parseArguments(argv.split(' ').filter((word) => word !== ''))).toEqual(invocation);
});

test('says what is wrong with the command and what was meant', () => {
  expect([
    refusal('rn'),
    refusal('teleport'),
    refusal('hepl'),
    refusal('help', 'lst'),
    refusal('help', 'run', 'list'),
    refusal('--hlep'),
    refusal('--live', 'run'),
    refusal('--out=x', 'run'),
    refusal(''),
    refusal('constructor'),
  ]).toMatchInlineSnapshot(`
    [
      "unknown command "rn" | Did you mean run?",
      "unknown command "teleport" | The commands are run, matrix, bisect, record, replay, list, explain, judge, versions, diff, history, can-i-upgrade and help.",
      "unknown command "hepl" | Did you mean help?",
      "unknown command "lst" | Did you mean list?",
      "help takes one command, found "list" after it | Ask for one command at a time, such as: codex-conformance help run",
      "unknown option --hlep | Did you mean --help?",
      "expected a command first, found "--live" | Put the command before its options, such as: codex-conformance run --live",
      "expected a command first, found "--out=x" | Put the command before its options, such as: codex-conformance run --out=x",
      "unknown command "" | The commands are run, matrix, bisect, record, replay, list, explain, judge, versions, diff, history, can-i-upgrade and help.",
      "unknown command "constructor" | The commands are run, matrix, bisect, record, replay, list, explain, judge, versions, diff, history, can-i-upgrade and help.",
    ]
  `);
});

test('says what is wrong with an option and what was meant', () => {
  expect([
    refusal('run', '--codx', 'x'),
    refusal('run', '--onyl=x'),
    refusal('run', '-only', 'x'),
    refusal('run', '-x'),
    refusal('run', '--nonsense=1'),
    refusal('run', '--noColor'),
    refusal('list', '--live'),
    refusal('run', 'exec'),
    refusal('run', '--', '--live'),
    refusal('run', '--out'),
    refusal('run', '--out='),
    refusal('run', '--out', ''),
    refusal('run', '--out', '--live'),
    refusal('run', '--only', '--', 'x'),
    refusal('run', '--live=yes'),
    refusal('run', '--out', 'a', '--out=b'),
    refusal('run', '--deadline', '1', '--deadline', '2'),
    refusal('run', '--workspace', 'w'),
  ]).toMatchInlineSnapshot(`
    [
      "unknown option --codx of run | Did you mean --codex?",
      "unknown option --onyl of run | Did you mean --only?",
      "unknown option -only of run | Did you mean --only?",
      "unknown option -x of run | For what there is, see: codex-conformance run --help",
      "unknown option --nonsense of run | For what there is, see: codex-conformance run --help",
      "unknown option --noColor of run | Did you mean --no-color?",
      "unknown option --live of list | It is an option of run.",
      "run takes only options, found "exec" | To choose scenarios or checks, write --only=exec. For what there is, see: codex-conformance run --help",
      "run takes only options, found "--live" | To choose scenarios or checks, write --only=--live. For what there is, see: codex-conformance run --help",
      "--out needs a value | Write --out DIR.",
      "--out needs a value | Write --out DIR.",
      "--out needs a value | Write --out DIR.",
      "--out needs a value, found the option "--live" | Write --out DIR, or --out=--live if that is the value.",
      "--only needs a value, found the option "--" | Write --only GLOB, or --only=-- if that is the value.",
      "--live takes no value, found "yes" | Write --live alone, or leave it out.",
      "--out is given twice, the second time as "b" | Give it once.",
      "--deadline is given twice, the second time as "2" | Give it once.",
      "--workspace means nothing without --live | Add --live, or leave it out.",
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

test('the longest deadline is one that a timer can wait for', () => {
  expect(parseArguments(['run', '--deadline', '2147483'])).toEqual({
    kind: 'command',
    command: 'run',
    options: { ...RUN, deadline: 2_147_483 },
  });
});
