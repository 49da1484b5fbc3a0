import { expect, test } from 'vitest';
import { matrixMarkdown } from '../../../../helpers/formats/matrix/markdown.ts';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import { HOSTILE } from '../../reporters/hostile.ts';
import { failedCheck } from '../../reporters/run-fixture.ts';
import { matrixOf } from './matrix-fixture.ts';
import { syntheticMatrix } from './synthetic.ts';

const FAILED = failedCheck({ id: 'exec.stream.first-event' });

test('lists breaks, then versions, then findings', () => {
  expect(matrixMarkdown(matrixOf({ '0.1.0': {}, '0.2.0': FAILED }))).toMatchInlineSnapshot(`
    "# Codex conformance by version

    1 of 1 check does not hold in 0.2.0. 1 check held in an earlier version and no longer holds. 1 check broke in 0.2.0, the last version with a break.

    ## What broke

    - **since 0.2.0** \`exec.stream.first-event\` (must) in \`exec/stateless/sum\`. The final message is the reply of the model. Seen: \`the reply differs\`

    ## Versions

    2 versions, 1 scenario, 1 check; suite 0.2.0.

    | version | published | pass | fail | known | untestable | harness error | not applicable | checks that broke | checks that were fixed | note |
    | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |
    | 0.1.0 | 2026-01-01 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |  |
    | 0.2.0 | 2026-01-01 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | 0 |  |

    ## Findings

    | check | level | what | history | where |
    | --- | --- | --- | --- | --- |
    | \`exec.stream.first-event\` | must | broke | holds up to 0.1.0, fails since 0.2.0 | \`exec/stateless/sum\` |
    "
  `);
});

test('limits the number of headlines', () => {
  const text = matrixMarkdown(syntheticMatrix({ versions: 12, scenarios: 6, checks: 320 }));
  expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(13);
  expect(text).toContain('- and 28 more, below');
});

test('keeps untrusted text inside its cell', () => {
  const { versions, ...rest } = matrixOf({
    '0.1.0': {},
    '0.2.0': { verdict: 'fail', evidence: [{ message: HOSTILE }] },
  });
  const matrix: Matrix = { ...rest, versions: versions.map((version) => ({ ...version, problem: HOSTILE })) };
  const text = matrixMarkdown(matrix);
  const outside = text.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  expect(outside).not.toMatch(/[<>@]|https?:|\]\(/);
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
  const rows = text.split('\n').filter((line) => line.startsWith('| 0.'));
  expect(rows.map((row) => row.split('|').length)).toEqual([13, 13]);
});
