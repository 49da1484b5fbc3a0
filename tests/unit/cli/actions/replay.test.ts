import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import type { Mode } from '../../../../helpers/recording/mode.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { saveRecording } from '../../../../helpers/recording/save.ts';
import { runScenario } from '../../../../helpers/scenarios/run-scenario.ts';
import { coreScenarios } from '../../../../helpers/scenarios/from-case.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';
import { CASES, miniatureCodex, preparedRun, scriptedCodex } from '../../scenarios/miniature.ts';
import { capturedIo, type CapturedIo } from '../captured-io.ts';

type CodexIn = (folder: string) => string;

const failing: CodexIn = (folder) => miniatureCodex(folder, 'fails-turn');

const recordings = new Map<string, Promise<Recording>>();

/** A recording of such a codex, made once for all tests. */
function recordingOn(codexIn: CodexIn, mode: Mode): Promise<Recording> {
  const key = `${codexIn.name} ${mode}`;
  const made = recordings.get(key) ?? runScenario(coreScenarios(mode, CASES)[0]!, preparedRun(codexIn));
  recordings.set(key, made);
  return made;
}

/** A user's folder with a codex in it and a recording, of another codex, in `recorded`. */
async function user(
  recordedOn: CodexIn,
  codexIn: CodexIn,
  { mode = 'exec_stateless', ...changes }: Partial<Recording> = {},
): Promise<CapturedIo> {
  const recording = await recordingOn(recordedOn, mode);
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'tmp'));
  codexIn(cwd);
  await saveRecording({ ...recording, ...changes }, join(cwd, 'recorded'));
  return { ...capturedIo({ env: { HOME: cwd, PATH: '' } }), cwd };
}

async function replay(io: CapturedIo, ...argv: readonly string[]): Promise<object> {
  vi.stubEnv('TMPDIR', join(io.cwd, 'tmp'));
  const code = await main(['replay', 'recorded', '--codex', './codex', ...argv], io).finally(() => vi.unstubAllEnvs());
  const { stdout, stderr } = io.written;
  return { code, stdout: stdout.replace(/\d+(?= checks)/g, 'N'), stderr, left: readdirSync(join(io.cwd, 'tmp')) };
}

test.for(['exec_persistent', 'app_server'] as const)('exits with 0 if all checks still pass: %s', async (mode) => {
  const io = await user(miniatureCodex, miniatureCodex, { mode });
  expect(await replay(io)).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /: recorded with codex 1\.2\.3, replayed on codex 1\.2\.3\n\nNothing is red now \(N checks\)\.\n$/,
    ),
    stderr: '',
    left: [],
  });
});

test('reports fixed checks', async () => {
  const io = await user(failing, miniatureCodex);
  expect(await replay(io)).toMatchInlineSnapshot(`
    {
      "code": 0,
      "left": [],
      "stderr": "",
      "stdout": "exec/stateless/sum: recorded with codex 1.2.3, replayed on codex 1.2.3

    fixed          exec/turn/completes (must)
      was: fail: process 1: the turn did not complete
      expected  "turn.completed"
      actual    "turn.failed: the model is overloaded"
      now: pass: 1 turns completed
    fixed          exec/messages/as-the-model-said (must)
      was: fail: process 1: the reported messages differ from those of the model
      expected  "42"
      actual    "none"
      now: pass: 1 messages, all in agreement
    fixed          turn/reply/exact (must)
      was: fail: turn 1: no reply
      now: pass: turn 1: the reply is exact

    Nothing is red now (N checks): 3 fixed.
    ",
    }
  `);
});

test('reports checks that still fail', async () => {
  const io = await user(failing, failing);
  expect(await replay(io)).toMatchInlineSnapshot(`
    {
      "code": 1,
      "left": [],
      "stderr": "",
      "stdout": "exec/stateless/sum: recorded with codex 1.2.3, replayed on codex 1.2.3

    still failing  exec/turn/completes (must)
      fail: process 1: the turn did not complete
      expected  "turn.completed"
      actual    "turn.failed: the model is overloaded"
    still failing  exec/messages/as-the-model-said (must)
      fail: process 1: the reported messages differ from those of the model
      expected  "42"
      actual    "none"
    still failing  turn/reply/exact (must)
      fail: turn 1: no reply

    3 of N checks are red now: 3 still failing.
    ",
    }
  `);
});

test('reports new failures as JSON', async () => {
  const io = await user(miniatureCodex, failing);
  const { code, stdout } = (await replay(io, '--json')) as { code: number; stdout: string };
  const { checks, ...head } = JSON.parse(
    stdout.replace(/(?<="codex_now": \{[^}]*"sha256": ")[0-9a-f]{64}/, 'OF THE STAND-IN'),
  ) as { checks: { id: string; change: string }[] };
  expect({ code, ...head, checks: checks.map(({ id, change }) => `${change} ${id}`) }).toMatchInlineSnapshot(`
    {
      "checks": [
        "new exec/turn/completes",
        "new exec/messages/as-the-model-said",
        "new turn/reply/exact",
      ],
      "checks_judged": 46,
      "code": 1,
      "codex_before": {
        "sha256": "abababababababababababababababababababababababababababababababab",
        "version": "1.2.3",
      },
      "codex_now": {
        "sha256": "OF THE STAND-IN",
        "version": "1.2.3",
      },
      "scenario": "exec/stateless/sum",
      "schema_version": 1,
      "success": false,
    }
  `);
  expect(checks[0]).toMatchInlineSnapshot(`
    {
      "before": {
        "evidence": [
          {
            "message": "1 turns completed",
          },
        ],
        "reason": null,
        "verdict": "pass",
      },
      "change": "new",
      "id": "exec/turn/completes",
      "level": "must",
      "now": {
        "evidence": [
          {
            "actual": "turn.failed: the model is overloaded",
            "expected": "turn.completed",
            "file": "stdout.jsonl",
            "message": "process 1: the turn did not complete",
          },
        ],
        "reason": null,
        "verdict": "fail",
      },
    }
  `);
});

test('escapes the evidence of a check that fails differently', async () => {
  const io = await user(failing, (folder) => scriptedCodex(folder, String.raw`printf '\033[2J\n'; exit 3`));
  const { code, stdout } = (await replay(io)) as { code: number; stdout: string };
  expect(code).toBe(1);
  expect(/^changed[^]*?(?=^\S)/m.exec(stdout)?.[0]).toMatchInlineSnapshot(`
    "changed        exec/turn/completes (must)
      was: fail: process 1: the turn did not complete
      expected  "turn.completed"
      actual    "turn.failed: the model is overloaded"
      now: fail: process 1: the turn did not complete
      expected  "turn.completed"
      actual    "no event ends the turn"
    "
  `);
  expect(stdout).not.toContain('\u001B');
});

test('plays with the reference code of the recording', async () => {
  const io = await user(miniatureCodex, (folder) => scriptedCodex(folder, `cat > '${folder}/asked'; exit 1`), {
    mode: 'exec_persistent',
  });
  const code = /REF-[A-Z2-9]{12}/;
  await replay(io);
  const recorded = code.exec(readFileSync(join(io.cwd, 'recorded/run.json'), 'utf8'))![0];
  expect(readFileSync(join(io.cwd, 'asked'), 'utf8')).toBe(`Remember ${recorded}. Reply with exactly: STORED`);
});

test('kills codex and prints nothing when it is interrupted', async () => {
  const io = await user(miniatureCodex, (folder) =>
    scriptedCodex(folder, `echo started >> '${folder}/log'; exec sleep 1000`),
  );
  const replaying = replay(io);
  await expect.poll(() => existsSync(join(io.cwd, 'log')), { interval: 5 }).toBe(true);
  process.emit('SIGINT');
  expect(await replaying).toEqual({ code: 130, stdout: '', stderr: '', left: [] });
});

test('rejects missing recordings, live ones and missing codexes', async () => {
  const io = await user(miniatureCodex, miniatureCodex, { model_source: 'live' });
  write(join(io.cwd, 'empty/readme.txt'), '');
  const codes = [
    await main(['replay', 'empty'], io),
    await main(['replay', 'recorded'], io),
    await main(['replay', join('..', 'nowhere')], io),
  ];
  expect([codes, io.written.stdout]).toEqual([[2, 2, 2], '']);
  expect(io.written.stderr.replaceAll(io.cwd, '<cwd>').split('\n')[1]).toBe(
    'hint: Name a folder with a run.json in it.',
  );
  const scripted = await user(miniatureCodex, miniatureCodex);
  expect(await main(['replay', 'recorded', '--codex', './no-codex'], scripted)).toBe(3);
});
