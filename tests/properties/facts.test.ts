import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../helpers/versions/facts/fact.ts';
import { keyText, parseKey } from '../../helpers/versions/facts/fact-key.ts';
import { factsOf } from '../../helpers/versions/facts/facts-of.ts';
import { BENIGN } from '../../helpers/proof/benign.ts';
import { changeEachProcess } from '../../helpers/mutations/recording.ts';
import { createSanitiser } from '../../helpers/recording/sanitise.ts';
import type { Recording } from '../../helpers/recording/recording.ts';
import { FAILURES, RECORDINGS } from '../unit/proof/recordings.ts';

/** Without plain texts: each change of them matters. */
const ALL = [...RECORDINGS, ...FAILURES].filter(({ expected }) => expected.breaks?.includes('event-stream') !== true);

/** Without evidence and numbers that vary. */
function texts(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ kind }) => kind !== 'cost')
    .map(({ kind, key, value }) => `${kind} ${keyText(key)}: ${value}`)
    .toSorted();
}

const known = new Map<Recording, readonly string[]>();

/** The texts of a shared recording, computed once. */
function textsOf(recording: Recording): readonly string[] {
  const found = known.get(recording) ?? texts(factsOf(recording));
  known.set(recording, found);
  return found;
}

test.for(['members in another order', 'spaces between the members', 'CRLF at the end of lines', 'other times'])(
  'does not change with %s',
  (name) => {
    const { mutate } = BENIGN.find(({ change }) => change === name)!;
    for (const recording of ALL) expect(texts(factsOf(mutate(recording)))).toEqual(textsOf(recording));
  },
);

test('does not change with other ids, ports and dates', () => {
  const changed = ALL.filter((recording) => JSON.stringify(renamed(recording)) !== JSON.stringify(recording));
  expect(changed.length).toBeGreaterThan(RECORDINGS.length / 2);
  for (const recording of changed) {
    expect(texts(factsOf(renamed(recording)))).toEqual(textsOf(recording));
  }
});

test('is the same before and after sanitising', () => {
  const world = '/tmp/codex-conformance-1f/world-3';
  const sanitiser = createSanitiser({
    paths: [
      { path: `${world}/workspace`, placeholder: '<WORKSPACE_ROOT>' },
      { path: `${world}/codex-home`, placeholder: '<CODEX_HOME>' },
    ],
    secrets: ['hunter2-hunter2'],
  });
  const words = fc.constantFrom(
    `${world}/workspace`,
    `${world}/codex-home/config.toml`,
    'hunter2-hunter2',
    '/etc/hosts',
  );
  fc.assert(
    fc.property(fc.constantFrom(...ALL), words, words, (recording, path, other) => {
      const raw = changeEachProcess(({ stdout, stderr }) => ({
        stdout: stdout
          .replaceAll('"message":"', `"message":"${path} `)
          .replaceAll('"command":"', `"command":"${other} `),
        stderr: `${stderr}cannot read ${path}\nin ${other}: no\n`,
      }))(recording);
      expect(texts(factsOf(sanitiser.recording(raw)))).toEqual(
        texts(factsOf(raw))
          .map((fact) => fact.replaceAll('hunter2-hunter2', '<REDACTED>'))
          .toSorted(),
      );
    }),
  );
});

test('reads back each key of the sample recordings', () => {
  const keys = [...RECORDINGS, ...FAILURES].flatMap((recording) => factsOf(recording).map(({ key }) => key));
  expect(keys.length).toBeGreaterThan(1000);
  for (const key of keys) expect(parseKey(keyText(key))).toEqual(key);
});

/** As another run would have it. */
function renamed(recording: Recording): Recording {
  return JSON.parse(
    JSON.stringify(recording)
      .replaceAll(/01[0-9a-f]{6}-[0-9a-f]{4}-7/g, '01fffffe-0000-7')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:5')
      .replaceAll(/2025([-/])09\1\d\d/g, '2031$111$112'),
  ) as Recording;
}
