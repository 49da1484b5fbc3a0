import { existsSync, readFileSync } from 'node:fs';
import { createCoverageMap, type CoverageMapData } from '@vitest/istanbul-lib-coverage';

// `npm run coverage`: the lines that the unit tests and the tests on codex reach together, each of which leaves its own report.
const REPORTS = ['coverage/unit/coverage-final.json', 'coverage/codex/coverage-final.json'];
const LEAST_PERCENT = 90;

const missing = REPORTS.filter((report) => !existsSync(report));
if (missing.length > 0) {
  process.stderr.write(
    `error: There is no ${missing.join(' and no ')}.\nhint: npm run test:unit && npm run test:codex\n`,
  );
  process.exitCode = 3;
} else {
  const map = createCoverageMap();
  for (const report of REPORTS) map.merge(JSON.parse(readFileSync(report, 'utf8')) as CoverageMapData);
  const { covered, total, pct } = map.getCoverageSummary().lines;
  process.stdout.write(`Lines covered by all tests: ${covered} of ${total}, ${pct} % (at least ${LEAST_PERCENT} %)\n`);
  // Of no lines at all it is no number.
  process.exitCode = typeof pct === 'number' && pct >= LEAST_PERCENT ? 0 : 1;
}
