import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pass, type Check } from '../../../helpers/checks/check.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { catalogue } from '../../../helpers/formats/catalogue.ts';
import { writeCatalogue } from '../../../scripts/catalogue.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { temporaryFolder } from '../codex/temporary.ts';

function check(id: string, change: Partial<Check> = {}): Check {
  return {
    id,
    clause: 'All is well.',
    level: 'must',
    authority: { kind: 'documented', reference: 'a page' },
    language: 'exec',
    judge: () => pass(1, 'seen'),
    mutants: () => ({ dies: same, 'says [1]': same }),
    ...change,
  };
}

function same(recording: Recording): Recording {
  return recording;
}

test('lists clause, authority and mutants of each check', () => {
  const checks = [
    check('exec/a'),
    check('run/b', {
      level: 'may',
      clause: 'A *line* of `item_N` is <REDACTED>, not _this_.',
      language: 'app-server',
    }),
    check('exec/c', { authority: { kind: 'observed', reference: 'all versions' } }),
  ];
  expect(catalogue(checks)).toMatchInlineSnapshot(`
    "# Checks

    Written by \`npm run catalogue\` from \`helpers/checks/\` and \`helpers/scenarios/\`; a unit test holds that it is current.

    3 checks: 2 must, 0 should, 1 may. [results.md](results.md) says what the levels and the authorities mean.

    ## exec

    ### \`exec/a\`

    All is well.

    - must, documented: a page
    - language: exec
    - notices a codex that dies; says \\[1\\]

    ### \`exec/c\`

    All is well.

    - must, observed: all versions
    - language: exec
    - notices a codex that dies; says \\[1\\]

    ## run

    ### \`run/b\`

    A \\*line\\* of \\\`item_N\\\` is \\<REDACTED>, not \\_this\\_.

    - may, documented: a page
    - language: app-server
    - notices a codex that dies; says \\[1\\]
    "
  `);
});

test('is committed as it is written', async () => {
  const file = join(temporaryFolder(), 'checks.md');
  await writeCatalogue(file);
  const committed = readFileSync(join(SUITE_ROOT, 'docs', 'checks.md'), 'utf8');
  const current = readFileSync(file, 'utf8');
  expect(current === committed, 'docs/checks.md is out of date, run: npm run catalogue').toBe(true);
});
