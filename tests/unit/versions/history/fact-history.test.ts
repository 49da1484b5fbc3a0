import { expect, test } from 'vitest';
import { type FactHistory, factHistories } from '../../../../helpers/versions/history/fact-history.ts';
import { createNoiseFilter } from '../../../../helpers/versions/diff/noise.ts';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { versionFactsOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { changeStdout } from '../../../../helpers/mutations/stdout.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { historyOf as contentsOf, historySchema } from '../../../../helpers/formats/history/json.ts';
import { historyMarkdown } from '../../../../helpers/formats/history/markdown.ts';
import { EXEC_ITEMS } from '../../checks/exec-samples.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { NO_FILTER } from '../changed.ts';

const haiku = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku"}'))(EXEC_STATELESS);

function mapOf(versions: Readonly<Record<string, readonly Recording[]>>): FactHistory[] {
  return factHistories(
    Object.entries(versions).map(([version, recordings]) => versionFactsOf(version, recordings)),
    NO_FILTER,
  );
}

function historyOf(key: string, versions: Readonly<Record<string, readonly Recording[]>>): unknown {
  const { since, until, hasGaps, periods } = mapOf(versions).find((capability) => keyText(capability.key) === key)!;
  return { since, until, hasGaps, periods: periods.map(({ value, from, until }) => [value, from, until]) };
}

test('what came names the version that was seen without it', () => {
  expect(historyOf('exec haiku', { '0.10.0': [haiku], '0.9.0': [EXEC_STATELESS], '0.8.0': [EXEC_STATELESS] })).toEqual({
    since: { version: '0.10.0', other: '0.9.0' },
    until: null,
    hasGaps: false,
    periods: [
      [null, '0.8.0', '0.9.0'],
      ['seen', '0.10.0', null],
    ],
  });
});

test('few scenarios do not show what single plays can miss', () => {
  const filter = createNoiseFilter([{ keys: 'exec haiku*', reduce: 'drop', below: 2 }]);
  const mapped = (...recordings: readonly Recording[]): boolean =>
    factHistories([versionFactsOf('0.9.0', recordings)], filter).some(({ key }) => keyText(key) === 'exec haiku');
  expect([mapped(haiku), mapped(haiku, EXEC_ITEMS)]).toEqual([false, true]);
});

test('what went and came back has gaps', () => {
  expect(
    historyOf('exec haiku', {
      '1.0.0': [haiku],
      '2.0.0': [EXEC_STATELESS],
      '3.0.0': [haiku],
      '4.0.0': [EXEC_STATELESS],
    }),
  ).toEqual({
    since: { version: '1.0.0', other: null },
    until: { version: '3.0.0', other: '4.0.0' },
    hasGaps: true,
    periods: [
      ['seen', '1.0.0', '1.0.0'],
      [null, '2.0.0', '2.0.0'],
      ['seen', '3.0.0', '3.0.0'],
      [null, '4.0.0', null],
    ],
  });
});

test('a version without the scenarios of a fact is unknown', () => {
  expect(historyOf('exec haiku', { '1.0.0': [EXEC_ITEMS], '2.0.0': [haiku] })).toMatchObject({
    since: { version: '2.0.0', other: null },
    periods: [['seen', '2.0.0', null]],
  });
});

test('the map is valid, and its Markdown lists the moves', () => {
  const versions = { '1.0.0': [EXEC_STATELESS], '2.0.0': [haiku] };
  const map = mapOf(versions);
  const contents = historySchema.parse(contentsOf(Object.keys(versions), map));
  expect(contents.capabilities.find(({ key }) => key === 'exec haiku')).toMatchObject({
    kind: 'event',
    has_gaps: false,
  });
  expect(historyMarkdown(Object.keys(versions), map)).toMatchInlineSnapshot(`
    "# Behaviours by version of codex

    From recordings of 2 versions: \`1.0.0\`, \`2.0.0\`.

    2 facts came, went or changed; 65 are the same in all versions. A version in brackets was played and did not have it.

    ## \`exec\`

    | fact | since | until | changes | evidence |
    | --- | --- | --- | --- | --- |
    | \`exec haiku\` | \`2.0.0\` (\`1.0.0\`) |  |  | \`2.0.0/exec/stateless/sum/stdout.jsonl:2\` |
    | \`in exec/stateless/sum: exec process 1 count haiku\` | \`2.0.0\` (\`1.0.0\`) |  |  | \`2.0.0/exec/stateless/sum/stdout.jsonl:2\` |
    "
  `);
});
