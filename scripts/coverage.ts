import { existsSync, readFileSync } from 'node:fs';
import { createCoverageMap, type CoverageMapData } from '@vitest/istanbul-lib-coverage';

// `npm run coverage`: the lines that the unit tests cover, and those that all tests cover. Each part of `npm run test:all`
// writes a report of its own.
const UNIT = 'coverage/unit/coverage-final.json';
const ALL = [UNIT, 'coverage/conformance/coverage-final.json', 'coverage/slow/coverage-final.json'];

const missing = ALL.filter((report) => !existsSync(report));
if (missing.length > 0) {
  process.stderr.write(`error: missing ${missing.join(', ')}\nhint: npm run test:all\n`);
  process.exitCode = 3;
} else if (![isCovered('unit tests', [UNIT], 80), isCovered('all tests', ALL, 90)].every(Boolean)) {
  process.exitCode = 1;
}

function isCovered(name: string, reports: readonly string[], minimum: number): boolean {
  const map = createCoverageMap();
  for (const report of reports) map.merge(JSON.parse(readFileSync(report, 'utf8')) as CoverageMapData);
  const { covered, total, pct } = map.getCoverageSummary().lines;
  process.stdout.write(`Lines covered by ${name}: ${covered} of ${total}, ${pct} % (minimum ${minimum} %)\n`);
  // It is no number if there are no lines.
  return typeof pct === 'number' && pct >= minimum;
}
