import { expect, test } from 'vitest';
import { createNoiseFilter } from '../../../../helpers/versions/diff/noise.ts';
import { loadNoise } from '../../../../helpers/inputs/noise.ts';
import { changeEvents, changeStdout } from '../../../../helpers/mutations/stdout.ts';
import { changeWire } from '../../../../helpers/mutations/wire.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { EXEC_ITEMS } from '../../checks/exec-samples.ts';
import { APP_SERVER, EXEC_PERSISTENT, EXEC_STATELESS } from '../../checks/samples.ts';
import { changed, withProcess } from '../changed.ts';

type Fields = Readonly<Record<string, unknown>>;

test('classifies an added and a removed field', () => {
  const more = changeEvents('turn.completed', (event) => [
    { ...event, usage: { ...(event['usage'] as Fields), reasoning_output_tokens: 20 } },
  ])(EXEC_STATELESS);
  expect([changed([EXEC_STATELESS], [more]), changed([more], [EXEC_STATELESS])]).toEqual([
    ['additive, stream parsers: exec turn.completed .usage.reasoning_output_tokens  added: number'],
    ['breaking, stream parsers: exec turn.completed .usage.reasoning_output_tokens  removed: number'],
  ]);
});

test('finds another counter in the second turn', () => {
  expect(changed([EXEC_PERSISTENT], [EXEC_PERSISTENT].map(tenfold))).toEqual([
    'breaking, stream parsers: exec turn.completed .usage.input_tokens  1200 → 24000',
  ]);
});

test('finds an item that is never completed', () => {
  const dangling = changeStdout((lines) => lines.filter((line) => !/item\.completed.*"id":"item_4"/.test(line)))(
    EXEC_ITEMS,
  );
  expect(changed([EXEC_ITEMS], [dangling])).toMatchInlineSnapshot(`
    [
      "breaking, stream parsers: exec item.completed .item<command_execution>.status = failed  removed",
      "breaking, stream parsers: exec item.completed .item<command_execution> (how often)  2 → 1",
      "breaking, stream parsers: exec item.completed .item<command_execution>.exit_code  0|3 → 0",
      "breaking, stream parsers: exec life command_execution  started > completed → started|started > completed",
    ]
  `);
});

test('reports a hang as one change', () => {
  const hung = withProcess(EXEC_STATELESS, { exit_code: null, signal: 'SIGKILL', ended_by: 'hang', stdout: '' });
  expect(changed([EXEC_STATELESS], [hung])).toMatchInlineSnapshot(`
    [
      "breaking, CLI callers: process ended-by  itself → hang",
    ]
  `);
});

test('finds another exit code, word, host or order', () => {
  const failed = withProcess(EXEC_STATELESS, { exit_code: 1 });
  const declined = changeStdout((lines) =>
    lines.map((line) => line.replace('"status":"failed"', '"status":"declined"')),
  )(EXEC_ITEMS);
  const noisy = withProcess(EXEC_STATELESS, { stderr: 'Reading additional input from stdin...\n' });
  const calling = { ...EXEC_STATELESS, network: [{ process: 1, t_ms: 1, target: 'ab.chatgpt.com:443' }] };
  const late = changeWire((lines) => [
    ...lines.filter(({ text }) => !/"thread\/started"/.test(text)),
    ...lines.filter(({ text }) => /"thread\/started"/.test(text)),
  ])(APP_SERVER);
  expect([
    changed([EXEC_STATELESS], [failed]),
    changed([EXEC_ITEMS], [declined]),
    changed([EXEC_STATELESS], [noisy]),
    changed([EXEC_STATELESS], [calling]),
    changed([APP_SERVER], [late]),
  ]).toMatchInlineSnapshot(`
    [
      [
        "breaking, CLI callers: process exit-code  0 → 1",
      ],
      [
        "breaking, stream parsers: exec item.completed .item<command_execution>.status = failed  removed",
        "additive, stream parsers: exec item.completed .item<command_execution>.status = declined  added",
      ],
      [
        "cosmetic, operators: process stderr  empty → other",
      ],
      [
        "breaking, operators: network ab.chatgpt.com  added",
      ],
      [
        "breaking, app-server clients: wire order  answer initialize > notification configWarning > answer thread/start > notification thread/started > answer turn/start > notification thread/status/changed > notification turn/started > notification item/started(userMessage) > notification item/completed(userMessage) > notification item/started(agentMessage) > notification item/agentMessage/delta > notification item/completed(agentMessage) > notification thread/tokenUsage/updated > notification thread/status/changed > notification turn/completed → answer initialize > notification configWarning > answer thread/start > answer turn/start > notification thread/status/changed > notification turn/started > notification item/started(userMessage) > notification item/completed(userMessage) > notification item/started(agentMessage) > notification item/agentMessage/delta > notification item/completed(agentMessage) > notification thread/tokenUsage/updated > notification thread/status/changed > notification turn/completed > notification thread/started",
      ],
    ]
  `);
});

test('reports a new event of many scenarios as one change', () => {
  const haiku = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":["a","b"]}'));
  const before = [EXEC_STATELESS, EXEC_ITEMS];
  expect(changed(before, before.map(haiku))).toEqual(['additive, stream parsers: exec haiku  added']);
});

test('lists scenarios of one side as not compared', () => {
  expect(changed([EXEC_STATELESS, EXEC_ITEMS], [EXEC_STATELESS])).toEqual([
    `not-compared, operators: played  removed: played`,
  ]);
});

test('ignores values that overlap between repeats, and noise', () => {
  const other = withProcess(EXEC_STATELESS, { exit_code: 1 });
  const filter = createNoiseFilter([{ keys: 'in *: process * exit-code', reduce: 'drop' }]);
  expect([
    changed([EXEC_STATELESS, other], [other]),
    changed([EXEC_STATELESS], [other, other]).length,
    changed([EXEC_STATELESS], [other], filter),
  ]).toEqual([[], 1, []]);
});

test('applies noise of few scenarios to few scenarios only', () => {
  const filter = createNoiseFilter([{ keys: '*haiku*', reduce: 'drop', below: 2 }]);
  const haiku = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku"}'));
  const many = [EXEC_STATELESS, EXEC_ITEMS];
  expect([
    changed([EXEC_STATELESS], [haiku(EXEC_STATELESS)], filter).filter((line) => line.includes('haiku')),
    changed(many, many.map(haiku), filter).filter((line) => line.includes('haiku')),
  ]).toEqual([[], ['additive, stream parsers: exec haiku  added']]);
});

test('compares ranges of durations of enough repeats', () => {
  expect([
    changed(lasting(100, 120, 110), lasting(400, 500, 450)),
    changed(lasting(100, 120, 110), lasting(115, 500, 450)),
    changed(lasting(100), lasting(5000)),
  ]).toEqual([['cosmetic, operators: process duration-ms  100 to 120 → 400 to 500'], [], []]);
});

test('ignores recordings with a harness error', () => {
  const faulty = { ...withProcess(EXEC_STATELESS, { exit_code: 70 }), harness_errors: ['no disk'] };
  expect(changed([EXEC_STATELESS], [faulty, EXEC_STATELESS])).toEqual([]);
});

test('hides nothing of exec streams by the shipped noise', async () => {
  const { measured, noise } = await loadNoise();
  expect(measured.every(({ repeats }) => repeats > 1)).toBe(true);
  const everywhere = /^(?:in (?:\*|exec\/(?:stateless\/sum|persistent\/recall)): )?exec /;
  expect(noise.filter(({ keys }) => everywhere.test(keys))).toEqual([]);
});

function tenfold(recording: Recording): Recording {
  const [first, ...others] = recording.processes;
  const resumed = others.map((process) => ({
    ...process,
    stdout: process.stdout.replace(/"input_tokens":\d+/, '"input_tokens":24000'),
  }));
  return { ...recording, processes: [first!, ...resumed] };
}

function lasting(...durations: readonly number[]): Recording[] {
  return durations.map((duration_ms) =>
    withProcess(EXEC_STATELESS, { timing: { first_output_ms: 1, turn_ended_ms: 2, duration_ms } }),
  );
}
