import { expect, test } from 'vitest';
import { EXIT_CODES, INTERNAL_DEFECT, USAGE } from '../../../helpers/cli/exit-codes.ts';
import { COMMANDS, main } from '../../../helpers/cli/main.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { capturedIo } from './captured-io.ts';

async function helpOf(columns: number, ...argv: readonly string[]): Promise<string> {
  const io = capturedIo({ columns });
  expect([await main([...argv, '--help'], io), io.written.stderr]).toEqual([0, '']);
  return io.written.stdout;
}

test('the help of the program', async () => {
  expect(await helpOf(80)).toMatchInlineSnapshot(`
    "Usage: codex-conformance <command> [options]

    Drives the real codex through exec --json, exec resume and app-server, and
    judges what it did.

    Options:
      --version      Show the version.
      -h, --help     Show this help.

    Commands:
      run            Run the suite on one codex and write the results.
      baseline       List the entries of a baseline, with what each excuses in the
                     last run, or remove the stale ones.
      matrix         Run the suite on many versions of codex and write the verdicts
                     by version.
      bisect         Find the first published version in which a check fails.
      record         Play scenarios and keep their recordings as fixtures.
      replay         Play the scenario of a recording again and compare the verdicts
                     of its failed checks.
      list           List the scenarios with what each does, or the checks.
      explain        Explain one check: its clause, authority and mutants, its
                     results in the last run, and its history by version.
      judge          Judge a captured stream by the checks that apply to every
                     stream.
      versions       List the published versions of codex, and which of them are in
                     the cache.
      diff           Show the differences between two versions, even where every
                     check passes.
      history        Show which behaviour each version has, and since when.
      can-i-upgrade  Check whether the behaviour that you rely on holds in another
                     version, and find where it breaks.
      completion     Print a script that completes commands and options in a shell.
      help           Show the help of a command.

    Exit codes:
      0    success
      1    a check failed, or a known failure passes
      2    usage: wrong arguments, invalid input, or no match
      3    environment: codex, login, registry, disk or Node.js
      4    not all is known (can-i-upgrade --strict)
      70   a defect of this suite
      130  interrupted
    "
  `);
});

test('the help of run', async () => {
  expect(await helpOf(100, 'run')).toMatchInlineSnapshot(`
    "Usage: codex-conformance run [options]

    Run the suite on one codex and write the results.

    Options:
      --codex <C>              The codex to test: the path of a binary, a published version (0.98.0), a
                               range in which there is one, "latest", "pinned" (the version that this
                               suite was written for) or "path" (the one on PATH). Default: CODEX_BIN if
                               that is set, otherwise the one on PATH.
      --live                   Use your own login and model instead of the scripted model. Costs tokens.
      --only <GLOB>            Select scenarios by name (exec/resume, exec/**, **/by-id) and checks by
                               id. Repeatable. (default: all)
      --only-failed            Run only the scenarios that were red in the results of --out, and write
                               to DIR/failed.
      --core                   Run the core scenarios alone, without the extended ones. Implied by
                               --live and --cases.
      --thorough               Run also the scenarios that take long or write much.
      --out <DIR>              Folder for the results. (default: "outputs")
      --cases <FILE>           Prompts and expected replies of the core scenarios. Default:
                               inputs/cases.json of the suite.
      --baseline <FILE>        Known failures, which do not fail the run, in addition to those of the
                               suite.
      --no-default-baseline    Leave the baseline of the suite out. Implied by --cases.
      --write-baseline <FILE>  Write the failures that are red into a baseline. Entries that it has and
                               that still hold stay.
      --reason <TEXT>          The reason of the entries that --write-baseline adds. Default: what was
                               seen.
      --shard <I/N>            Run only one share of the scenarios, such as 1/4. Merge the shards with
                               --merge.
      --merge <DIR>            Play nothing: merge the results of shards in this folder, or in the
                               folders in it. Repeatable. (default: none)
      --fail-on <LEVEL>        The lowest level of a clause whose failure makes the run fail: must,
                               should or may. (choices: "must", "should", "may", default: "should")
      --deadline <SECONDS>     Time limit of one turn. Default: 60, with --live 900.
      --workspace <DIR>        The working directory of codex. Requires --live.
      --verbose                Print a line for each scenario, every failure in full, and the stack of
                               an unexpected error.
      --no-color               Print without colours.
      -h, --help               Show this help.

    Examples:
      codex-conformance run
      codex-conformance run --codex ./target/release/codex --only exec
      codex-conformance run --codex 0.98.0
      codex-conformance run --live --only 'app-server/*'
      codex-conformance run --shard 1/4 --out shards/1
      codex-conformance run --merge shards
    "
  `);
});

test('the help of judge in a narrow terminal', async () => {
  expect(await helpOf(50, 'judge')).toMatchInlineSnapshot(`
    "Usage: codex-conformance judge [options] <file>

    Judge a captured stream by the checks that apply
    to every stream.

    Arguments:
      file                The output of codex exec
                          --json, or a log of the wire
                          of codex app-server; "-" is
                          stdin.

    Options:
      --as <LANGUAGE>     The language of the stream.
                          Default: detected from its
                          first lines. (choices:
                          "exec", "app-server")
      --only <GLOB>       Judge only by the checks
                          with a matching id.
                          Repeatable. (default: all)
      --format <FORMAT>   Output format; sarif is
                          SARIF 2.1.0, github is
                          workflow commands. (choices:
                          "text", "json", "sarif",
                          "github", default: "text")
      --max-findings <N>  Findings to show of each
                          check; the others are
                          counted. (default: 5)
      -h, --help          Show this help.

    Examples:
      codex-conformance judge session.jsonl
      codex-conformance judge wire.log --as app-server --format sarif
      codex-conformance judge - --only 'exec/items/**'
    "
  `);
});

test('help is shown however wrong the other arguments are', async () => {
  const help = await helpOf(80, 'run');
  expect([
    await helpOf(80, 'run', '--nonsense', 'stray'),
    await helpOf(80, 'run', '--deadline', 'x', '-h'),
    await helpOf(80, 'help', 'run'),
  ]).toEqual([help, help, help]);
  expect(await helpOf(80, 'help')).toBe(await helpOf(80));
});

test('lines are 50 to 100 columns wide, like the terminal', async () => {
  const widest = async (columns: number): Promise<number> => {
    const helps = await Promise.all(COMMANDS.map(({ command }) => helpOf(columns, command.name())));
    const lines = [await helpOf(columns), ...helps].flatMap((text) => text.split('\n'));
    // A command line is not wrapped.
    return Math.max(...lines.filter((line) => !line.startsWith('  codex-conformance ')).map(({ length }) => length));
  };
  const widths = [60, 66, 80, 100];
  expect((await Promise.all(widths.map(widest))).filter((width, index) => width > widths[index]!)).toEqual([]);
  expect([await helpOf(500, 'run'), await helpOf(0, 'run')]).toEqual([
    await helpOf(100, 'run'),
    await helpOf(50, 'run'),
  ]);
});

test('the exit code of each error is explained', () => {
  const kinds = ['usage', 'environment', 'interrupted'] as const;
  const codes = [...kinds.map((kind) => new SuiteError(kind, '').exitCode), USAGE, INTERNAL_DEFECT];
  expect(codes.filter((code) => !Object.hasOwn(EXIT_CODES, code))).toEqual([]);
});
