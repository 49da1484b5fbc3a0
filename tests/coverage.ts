import { readFileSync } from 'node:fs';
import coverage, { type CoverageMapData } from 'istanbul-lib-coverage';

// `npm run coverage`: the lines that the unit tests and the tests on codex reach together, each of which leaves its own report.
const REPORTS = ['coverage/unit', 'coverage/codex'];
const LEAST_PERCENT = 90;

const map = coverage.createCoverageMap();
for (const report of REPORTS) {
  map.merge(JSON.parse(readFileSync(`${report}/coverage-final.json`, 'utf8')) as CoverageMapData);
}
const { covered, total, pct } = map.getCoverageSummary().lines;
process.stdout.write(`Lines covered by all tests: ${covered} of ${total}, ${pct} % (at least ${LEAST_PERCENT} %)\n`);
process.exitCode = pct < LEAST_PERCENT ? 1 : 0;
