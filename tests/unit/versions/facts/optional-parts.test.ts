import { expect, test } from 'vitest';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { versionFactsOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { factHistories } from '../../../../helpers/versions/history/fact-history.ts';
import { requirementResults } from '../../../../helpers/versions/upgrade/report.ts';
import { createEvaluator } from '../../../../helpers/versions/upgrade/evaluate.ts';
import { versionSnapshot } from '../../../../helpers/versions/upgrade/version-snapshot.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { shorten } from '../../../../helpers/recording/shorten.ts';
import { FEW_RECORDINGS } from '../../proof/recordings.ts';
import { changed, NO_FILTER } from '../changed.ts';

type Change = (recording: Recording) => Recording;

const LONG = 'It was a dark and stormy night. '.repeat(50);
const CUT = `${LONG.slice(0, 300)}<CUT ${LONG.length - 300}>`;
/** With all that a recorder can note. */
const WHOLE = FEW_RECORDINGS.map((recording) => ({
  ...recording,
  recorder: 2,
  given_files: [],
  processes: recording.processes.map((process) => ({ ...process, arrivals: [] })),
  codex: { ...recording.codex, capabilities: [...recording.codex.capabilities, 'feature.f', 'layout.bin/codex'] },
  files: [...recording.files, { place: 'workspace', path: 'notes', kind: 'file', size: 9, text: 'remember' } as const],
  model: recording.model.map((exchange) => ({
    ...exchange,
    body: { instructions: LONG, input: [{ type: 'function_call_output', call_id: 'call_1', output: LONG }] },
  })),
}));

/** What older recorders did not note, and what `--short` leaves out. */
const LESS: Readonly<Record<string, Change>> = {
  'files of the package': withoutCapabilities(/^layout\./),
  features: withoutCapabilities(/^(?:removed-)?feature\./),
  'the help': withoutCapabilities(/./),
  'the schema': (recording) => without(recording, 'protocol'),
  'lines of session files': withFiles((file) => without(file, 'lines')),
  'contents of files': withFiles((file) => without(without(file, 'text'), 'conversation')),
  'given files': (recording) => without(recording, 'given_files'),
  arrivals: (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({
      ...without(process, 'arrivals'),
      wire: process.wire.map((line) => without(line, 'model')),
    })),
  }),
  'the recorder': (recording) => without(recording, 'recorder'),
  'long instructions': shorten,
  'long texts': (recording) => ({
    ...recording,
    model: JSON.parse(JSON.stringify(recording.model).replaceAll(LONG, CUT)) as Recording['model'],
  }),
};

function without<T extends object>(object: T, field: keyof T): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field)) as T;
}

function withoutCapabilities(pattern: RegExp): Change {
  return ({ codex, ...recording }) => ({
    ...recording,
    codex: { ...codex, capabilities: codex.capabilities.filter((name) => !pattern.test(name)) },
  });
}

function withFiles(change: (file: Recording['files'][number]) => Recording['files'][number]): Change {
  return (recording) => ({ ...recording, files: recording.files.map(change) });
}

test.for(Object.entries(LESS))('a recording without %s differs in nothing', ([, change]) => {
  const less = WHOLE.map(change);
  expect(less).not.toStrictEqual(WHOLE);
  expect([changed(WHOLE, less), changed(less, WHOLE)]).toEqual([[], []]);
});

test.for(Object.entries(LESS))('the history of a version without %s is open', ([, change]) => {
  const facts = [versionFactsOf('1.0.0', WHOLE.map(change)), versionFactsOf('2.0.0', WHOLE)];
  const bounded = factHistories([...facts, versionFactsOf('3.0.0', WHOLE.map(change))], NO_FILTER).filter(
    ({ since, until }) => until !== null || since?.other !== null,
  );
  expect(bounded.map(({ key }) => keyText(key))).toEqual([]);
});

test.for(Object.entries(LESS))('no requirement breaks in a version without %s', ([, change]) => {
  const [whole, less] = [WHOLE, WHOLE.map(change)].map((recordings, index) =>
    versionSnapshot(versionFactsOf(`${index}.0.0`, recordings), new Map()),
  );
  const requirements = [...whole!.facts.values()].map(
    ({ key }) => ({ kind: 'fact', key, name: keyText(key), sources: ['uses'] }) as const,
  );
  const results = [
    requirementResults(requirements, createEvaluator(whole!, less!, NO_FILTER)),
    requirementResults(requirements, createEvaluator(less!, whole!, NO_FILTER)),
  ].flat();
  expect(results.filter(({ outcome }) => !['holds', 'unknown'].includes(outcome))).toEqual([]);
});

test('what the recordings of both versions note can be removed', () => {
  const one = WHOLE.map(withoutCapabilities(/^feature\.f$/));
  const other = WHOLE.map((recording) => ({
    ...recording,
    codex: { ...recording.codex, capabilities: [...recording.codex.capabilities, 'feature.g'] },
  }));
  const both = one.map((recording) => ({
    ...recording,
    codex: { ...recording.codex, capabilities: [...recording.codex.capabilities, 'feature.g'] },
  }));
  expect(changed(other, both)).toEqual([expect.stringMatching(/^breaking, CLI callers: help feature\.f  removed/)]);
});
