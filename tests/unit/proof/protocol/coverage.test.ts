import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { protocolCoverageJson, protocolCoveragePage } from '../../../../helpers/formats/protocol-coverage.ts';
import {
  coverageNumbers,
  fallenNumbers,
  protocolCoverage,
  protocolCoverageSchema,
} from '../../../../helpers/proof/protocol/coverage.ts';
import { GROUPS, type Group } from '../../../../helpers/proof/protocol/declared.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { declaredByPinned } from '../../../../scripts/protocol-coverage.ts';
import { RECORDINGS } from '../recordings.ts';

const text = (file: string): string => readFileSync(join(SUITE_ROOT, 'docs', file), 'utf8');
const committed = protocolCoverageSchema.parse(JSON.parse(text('protocol-coverage.json')));
const pinned = await declaredByPinned();

/** What may not fall: exercised elements, and those with a clause. Raised with the committed file. */
const LEAST: Partial<Record<Group, readonly [exercised: number, withClause: number]>> = {
  'client methods': [80, 67],
  'experimental client methods': [8, 6],
  'server notifications': [42, 42],
  'server requests': [5, 5],
  'item types': [12, 11],
  'variants and values received': [113, 0],
  'variants and values sent': [35, 0],
  'exec events': [8, 8],
  'exec item types': [8, 8],
  flags: [39, 14],
};

test('every element that the pinned binary declares has an entry', () => {
  expect(committed.codex).toBe(pinned.version);
  for (const group of GROUPS) {
    const entries = Object.entries(committed.groups[group]).filter(([, { undeclared }]) => undeclared !== true);
    expect(entries.map(([name]) => name).toSorted()).toEqual([...pinned.declared.names[group]].toSorted());
  }
});

test('the page and the file have the same numbers', () => {
  expect(text('protocol-coverage.json')).toBe(protocolCoverageJson(committed));
  expect(text('protocol-coverage.md')).toBe(protocolCoveragePage(committed));
});

test.each(Object.entries(LEAST))('coverage of %s does not fall', (group, [exercised, withClause]) => {
  const numbers = coverageNumbers(committed.groups[group as Group]);
  expect(numbers.exercised).toBeGreaterThanOrEqual(exercised);
  expect(numbers.withClause).toBeGreaterThanOrEqual(withClause);
});

test('effects name declared methods and flags', () => {
  const { names } = pinned.declared;
  const known = new Set([...names['client methods'], ...names['experimental client methods'], ...names.flags]);
  expect(CHECKS.flatMap(({ effects = [] }) => effects).filter((name) => !known.has(name))).toEqual([]);
});

test('a method counts with a result, a clause with a passing check', () => {
  const recording = RECORDINGS.find(({ processes }) => processes.some(({ wire }) => wire.length > 0))!;
  const { groups } = protocolCoverage(pinned.version, [recording], pinned.declared);
  const { scenario } = recording;
  expect(groups['client methods']['turn/start']).toMatchObject({ count: 1, scenarios: [scenario] });
  expect(groups['client methods']['turn/start']!.checks).toContain('run/model/prompts-as-given');
  expect(groups['client methods']['turn/steer']).toEqual({ count: 0, scenarios: [] });
  const failed = {
    ...recording,
    processes: recording.processes.map((one) => ({ ...one, wire: one.wire.filter(isNoResult) })),
  };
  expect(
    protocolCoverage(pinned.version, [failed], pinned.declared).groups['client methods']['turn/start']!.count,
  ).toBe(0);
});

test('less coverage than committed is reported', () => {
  const nothing = protocolCoverage(pinned.version, [], pinned.declared);
  expect(fallenNumbers(committed, committed)).toEqual([]);
  expect(fallenNumbers(committed, nothing)).toContain('exec events: exercised 0, committed 8');
});

function isNoResult({ text: line }: { readonly text: string }): boolean {
  return !line.includes('"result"');
}
