import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findings } from '../../../helpers/formats/findings.ts';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../../helpers/inputs/baseline.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { FIXTURE_VERSIONS } from '../../../scripts/catalogue.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

test('docs/findings.md lists the shipped baseline', async () => {
  const page = readFileSync(join(SUITE_ROOT, 'docs/findings.md'), 'utf8');
  expect(page).toBe(findings(await loadBaseline(SUITE_BASELINE_FILE), CHECKS, FIXTURE_VERSIONS));
});

test('failures with one reason stand under one heading', () => {
  const entry = { check: 'exec/stdin/open-pipe-not-awaited', versions: '*', reason: 'Two scenarios, *one* cause.' };
  const page = findings(
    [
      { ...entry, scenario: 'exec/a' },
      { ...entry, scenario: 'exec/b', rate: '1 of 3' },
      { ...entry, scenario: 'exec/*', versions: '<0.99.0', link: 'https://example.com/1' },
      { ...entry, scenario: 'exec/c', versions: '>=0.105.0 <0.107.0' },
      { ...entry, scenario: 'app-server/framing/ten-thousand' },
      { ...entry, scenario: 'app-server/framing/ten-thousand', check: 'run/process/exits-by-itself' },
    ],
    CHECKS,
    ['0.98.0', '0.171.0', '0.61.0'],
  );
  expect(page.split('\n').filter((line) => /^(?:##|-)/.test(line))).toMatchInlineSnapshot(`
    [
      "## Two scenarios, \\*one\\* cause",
      "- exec/a, \\*: \`npx codex-conformance run --codex 0.171.0 --only exec/a --no-default-baseline --out outputs/finding\`",
      "- exec/b, \\*, in 1 of 3 plays: \`npx codex-conformance run --codex 0.171.0 --only exec/b --no-default-baseline --out outputs/finding\`",
      "- exec/\\*, \\<0.99.0 ([upstream](https://example.com/1)): \`npx codex-conformance run --codex 0.98.0 --only 'exec/*' --no-default-baseline --out outputs/finding\`",
      "- exec/c, >=0.105.0 \\<0.107.0: \`npx codex-conformance run --codex 0.105.0 --only exec/c --no-default-baseline --out outputs/finding\`",
      "- app-server/framing/ten-thousand, \\*: \`npx codex-conformance run --codex 0.171.0 --only app-server/framing/ten-thousand --thorough --no-default-baseline --out outputs/finding\`",
    ]
  `);
});
