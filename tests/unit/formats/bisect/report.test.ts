import { expect, test } from 'vitest';
import { bisectText } from '../../../../helpers/formats/bisect/report.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { Status } from '../../../../helpers/versions/bisect/search.ts';

/** The last lines of the report where nothing was searched. */
function ending(older: Status, newer: Status): string[] {
  const [good, bad] = [
    { version: '0.98.0', status: older },
    { version: '0.171.0', status: newer },
  ];
  const transition = { kind: 'no-turn', good, bad, probes: [good, bad] } as const;
  return bisectText({ check: CHECKS[0]!, scenarios: [], transition, results: [], bundle: null })
    .split('\n')
    .slice(3, -1);
}

test('says that a check was mended if only the older version fails', () => {
  expect([ending('bad', 'good'), ending('bad', 'bad')]).toEqual([
    [
      'Nothing to search: 0.98.0 is bad, 0.171.0 is good.',
      'hint: The check fails in the older version and passes in the newer: it was mended, not broken.',
    ],
    ['Nothing to search: 0.98.0 is bad, 0.171.0 is bad.'],
  ]);
});
