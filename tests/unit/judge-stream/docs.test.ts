import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NEEDS_CLIENT } from '../../../helpers/judge-stream/one-sided.ts';

test('the page on judging names each check that needs what the client sent', () => {
  const page = readFileSync(new URL('../../../docs/judge.md', import.meta.url), 'utf8');
  expect([...NEEDS_CLIENT].filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});
