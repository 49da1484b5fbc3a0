import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { COMMAND_NAMES } from '../../../helpers/cli/commands.ts';
import { parseArguments } from '../../../helpers/cli/arguments.ts';
import { EXIT_CODES, INTERNAL_DEFECT, USAGE } from '../../../helpers/cli/exit-codes.ts';
import { helpText } from '../../../helpers/cli/help.ts';

test('the help of the program', () => {
  expect(helpText(undefined, 80)).toMatchInlineSnapshot(`
    "Drives the real codex through exec --json, exec resume and app-server, and
    judges what it did.

    Usage: codex-conformance <command> [options]

    Commands:
      run             Run the suite on one codex and write the results.
      matrix          Run the suite on many versions of codex, and write what holds
                      in which.
      bisect          Find the first published version in which a check fails.
      record          Run scenarios and keep their recordings as fixtures.
      replay          Play the scenario of a recording again and tell what became of
                      its red checks.
      list            List the scenarios and the checks.
      explain         Explain one check: its clause, what it rests on, what it
                      notices, what the last run said, and its history over
                      versions.
      judge           Judge a stream that you captured, by the clauses that hold for
                      every stream.
      versions        List the published versions of codex, and which of them are in
                      the cache.
      diff            Show what differs between two versions, also where every check
                      passes.
      history         Show since when, until when and how each version does what.
      can-i-upgrade   Tell whether what you rely on holds in another version, and
                      where it breaks.
      help [command]  Show the help of a command.

    Options:
      -h, --help  Show this help.
      --version   Show the version.

    Exit codes:
      0    as expected
      1    a check failed, or one passes that is known to fail
      2    usage: wrong arguments, a bad input file, or nothing matched
      3    environment: codex not found or not runnable, no login, registry out of
           reach, disk, wrong Node.js
      70   a defect of this suite
      130  interrupted
    "
  `);
});

test('the help of run', () => {
  expect(helpText('run', 100)).toMatchInlineSnapshot(`
    "Run the suite on one codex and write the results.

    Usage: codex-conformance run [options]

    Options:
      --codex C           The codex to test: the path of a binary, a published version (0.98.0), a range
                          in which there is one, "latest", "pinned" (the version that this suite was
                          written for) or "path" (the one on PATH). Default: CODEX_BIN if that is set,
                          otherwise the one on PATH.
      --live              Use your own login and model instead of the scripted model. Costs tokens.
      --only GLOB         Take only what this matches: scenarios by name (exec/resume, exec/**,
                          **/by-id) and checks by id. Can be given several times.
      --modes-only        Take only the three modes, not the scenarios of depth. So it is with --live
                          and --cases.
      --out DIR           Where the results go. Default: outputs.
      --cases FILE        Prompts and expected replies of the three modes. Default: inputs/cases.json of
                          the suite.
      --baseline FILE     Failures that are known and not to make the run red. Default: the baseline of
                          the suite; with --cases none.
      --deadline SECONDS  How long one turn may take. Default: 60, with --live 900.
      --workspace DIR     The folder that codex works in. Only with --live.
      --verbose           Show the stack of an unforeseen error.
      --no-color          Print without colours.
      -h, --help          Show this help.

    Examples:
      codex-conformance run
      codex-conformance run --codex ./target/release/codex --only exec
      codex-conformance run --codex 0.98.0
      codex-conformance run --live --only 'app-server/*'
    "
  `);
});

test('the help of record', () => {
  expect(helpText('record', 80)).toMatchInlineSnapshot(`
    "Run scenarios and keep their recordings as fixtures.

    Usage: codex-conformance record [options]

    Options:
      --codex C     The codex to test: the path of a binary, a published version
                    (0.98.0), a range in which there is one, "latest", "pinned" (the
                    version that this suite was written for) or "path" (the one on
                    PATH). Default: CODEX_BIN if that is set, otherwise the one on
                    PATH.
      --out DIR     Where the recordings go. Default: fixtures.
      --short       Cut long texts of requests to the model, and leave the schema
                    out: for fixtures of many versions.
      --only GLOB   Take only what this matches: scenarios by name (exec/resume,
                    exec/**, **/by-id) and checks by id. Can be given several times.
      --cases FILE  Prompts and expected replies of the three modes. Default:
                    inputs/cases.json of the suite.
      -h, --help    Show this help.

    Examples:
      codex-conformance record --codex pinned
      codex-conformance record --only exec/resume
    "
  `);
});

test('the help of list, in a narrow terminal', () => {
  expect(helpText('list', 50)).toMatchInlineSnapshot(`
    "List the scenarios and the checks.

    Usage: codex-conformance list [options]

    Options:
      --json        Print JSON.
      --mutants     Show, below each check, the
                    mutants that it is proven to
                    notice.
      --only GLOB   Take only what this matches:
                    scenarios by name (exec/resume,
                    exec/**, **/by-id) and checks by
                    id. Can be given several times.
      --cases FILE  Prompts and expected replies of
                    the three modes. Default:
                    inputs/cases.json of the suite.
      -h, --help    Show this help.

    Examples:
      codex-conformance list
      codex-conformance list --json --only 'exec/**'
    "
  `);
});

/** But for the examples: a command is not broken into lines. */
function widestLine(columns: number): number {
  const lines = [undefined, ...COMMAND_NAMES].flatMap((name) => helpText(name, columns).split('\n'));
  return Math.max(...lines.filter((line) => !line.startsWith('  codex-conformance ')).map((line) => line.length));
}

test('lines keep within the terminal, but are neither wider than 100 nor narrower than 50 columns', () => {
  expect([50, 60, 66, 80, 100].filter((columns) => widestLine(columns) > columns)).toEqual([]);
  expect([helpText('run', 500), helpText('run', 0)]).toEqual([helpText('run', 100), helpText('run', 50)]);
});

test('the exit code of each error is explained', () => {
  const kinds = ['usage', 'environment', 'interrupted'] as const;
  const codes = [...kinds.map((kind) => new SuiteError(kind, '').exitCode), USAGE, INTERNAL_DEFECT];
  expect(codes.filter((code) => !Object.hasOwn(EXIT_CODES, code))).toEqual([]);
});

test('the examples of the help are understood', () => {
  const examples = COMMAND_NAMES.flatMap((name) =>
    helpText(name, 80)
      .split('\n')
      .filter((line) => line.startsWith('  codex-conformance '))
      .map((line) => line.replaceAll("'", '').trim().split(' ').slice(1)),
  );
  expect(examples.map((argv) => parseArguments(argv).kind)).toEqual(examples.map(() => 'command'));
  expect(examples.length).toBeGreaterThanOrEqual(COMMAND_NAMES.length);
});
