import { expect, test } from 'vitest';
import type { Mode } from '../../../helpers/recording/mode.ts';
import type { Drive, Scenario } from '../../../helpers/scenarios/scenario.ts';
import { coreScenarios } from '../../../helpers/scenarios/from-case.ts';
import { launchSite } from '../exec/launch.ts';
import { CASES } from './miniature.ts';

const CODE = /REF-[A-Z2-9]{12}/;
const EXEC = ['exec', '--json', '--skip-git-repo-check', '--sandbox', 'read-only'];

function scenarioOf(mode: Mode): Scenario {
  return coreScenarios(mode, CASES)[0]!;
}

/** What was given to each process when the scenario was driven with this script for a codex. */
async function driven(mode: Mode, script: string, capabilities: readonly string[] = []): Promise<object> {
  const scenario = scenarioOf(mode);
  const turns = scenario.turns();
  const drive: Drive = await scenario.drive({ ...launchSite(script), capabilities, turns, scripted: null });
  return {
    processes: drive.processes.map(({ process, argv, stdin }) => ({
      process,
      argv,
      stdin: stdin?.replace(CODE, '<CODE>'),
    })),
    notes: drive.notes,
  };
}

test.each<[Mode, string, number, string]>([
  ['exec_stateless', 'exec/stateless/sum', 40 + 2, 'What is 40 + 2?'],
  ['app_server', 'app-server/turn/sum', 128 + 64, 'What is 128 + 64?'],
])('a case of %s is one turn of one process', (mode, name, sum, prompt) => {
  const scenario = scenarioOf(mode);
  expect([scenario.name, scenario.mode, scenario.turns(), scenario.resumes]).toEqual([
    name,
    mode,
    [{ turn: 1, process: 1, prompt, expected_reply: String(sum) }],
    false,
  ]);
});

test('exec_persistent has two turns in two processes, one code', () => {
  const { name, mode, resumes, ...scenario } = scenarioOf('exec_persistent');
  const turns = scenario.turns();
  const code = CODE.exec(turns[0]!.prompt)![0];
  expect([name, mode, turns, resumes]).toEqual([
    'exec/persistent/recall',
    'exec_persistent',
    [
      { turn: 1, process: 1, prompt: `Remember ${code}. Reply with exactly: STORED`, expected_reply: 'STORED' },
      { turn: 2, process: 2, prompt: 'Which code did I tell you?', expected_reply: code },
    ],
    true,
  ]);
});

test('each case and each play draws its own code', () => {
  const [recall] = CASES.exec_persistent;
  const cases = { ...CASES, exec_persistent: [recall!, { ...recall!, name: 'again' }] };
  const scenarios = coreScenarios('exec_persistent', cases);
  const codes = [...scenarios, ...scenarios].map((scenario) => scenario.turns()[1]!.expected_reply);
  expect(new Set(codes).size).toBe(4);
});

test('a stateless turn is ephemeral where the binary knows how', async () => {
  expect(await driven('exec_stateless', 'cat >/dev/null', ['exec.flag.ephemeral'])).toEqual({
    processes: [{ process: 1, argv: [...EXEC, '--ephemeral', '-'], stdin: 'What is 40 + 2?' }],
    notes: [],
  });
  expect(await driven('exec_stateless', 'cat >/dev/null')).toEqual({
    processes: [{ process: 1, argv: [...EXEC, '-'], stdin: 'What is 40 + 2?' }],
    notes: ['This binary has no --ephemeral: the turn was run without it and left a session file.'],
  });
});

test('the second turn resumes the thread of the first', async () => {
  const script = `cat >/dev/null; echo '{"type":"thread.started","thread_id":"thread-1"}'`;
  expect(await driven('exec_persistent', script, ['exec.flag.ephemeral'])).toEqual({
    processes: [
      { process: 1, argv: [...EXEC, '-'], stdin: 'Remember <CODE>. Reply with exactly: STORED' },
      { process: 2, argv: [...EXEC, 'resume', 'thread-1', '-'], stdin: 'Which code did I tell you?' },
    ],
    notes: [],
  });
});

test('without a thread id the second turn is skipped', async () => {
  expect(await driven('exec_persistent', `cat >/dev/null; echo '{"type":"turn.started"}'`)).toEqual({
    processes: [{ process: 1, argv: [...EXEC, '-'], stdin: 'Remember <CODE>. Reply with exactly: STORED' }],
    notes: ['The first process named no thread to resume.'],
  });
});

test('a turn of the app-server is one process', async () => {
  const scenario = scenarioOf('app_server');
  const { processes, notes } = await scenario.drive({
    ...launchSite('exit 0'),
    capabilities: [],
    turns: scenario.turns(),
    scripted: null,
  });
  expect([processes.map(({ process, argv }) => [process, argv[0]]), notes]).toEqual([[[1, 'app-server']], []]);
});
