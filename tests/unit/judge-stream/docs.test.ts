import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';

test('docs/judge.md names each check that needs the client', () => {
  const page = readFileSync(new URL('../../../docs/judge.md', import.meta.url), 'utf8');
  const needing = CHECKS.filter(({ needsClient }) => needsClient === true).map(({ id }) => id);
  expect(needing.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
