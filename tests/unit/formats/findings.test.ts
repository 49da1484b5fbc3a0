import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findings } from '../../../helpers/formats/findings.ts';
import { loadBaseline, SUITE_BASELINE_FILE } from '../../../helpers/inputs/baseline.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

test('docs/findings.md lists the shipped baseline', async () => {
  const page = readFileSync(join(SUITE_ROOT, 'docs/findings.md'), 'utf8');
  expect(page).toBe(findings(await loadBaseline(SUITE_BASELINE_FILE), CHECKS));
});

test('failures with one reason stand under one heading', () => {
  const entry = { check: 'exec/stdin/open-pipe-not-awaited', versions: '*', reason: 'Two scenarios, *one* cause.' };
  const page = findings(
    [
      { ...entry, scenario: 'exec/a' },
      { ...entry, scenario: 'exec/b', rate: '1 of 3' },
    ],
    CHECKS,
  );
  expect(page.split('\n').filter((line) => /^(?:##|-)/.test(line))).toMatchInlineSnapshot(`
    [
      "## Two scenarios, \\*one\\* cause",
      "- exec/a, \\*: \`npm run codex-conformance -- run --codex '*' --only exec/a --out outputs/finding\`",
      "- exec/b, \\*, in 1 of 3 plays: \`npm run codex-conformance -- run --codex '*' --only exec/b --out outputs/finding\`",
    ]
  `);
});
