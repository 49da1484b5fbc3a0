import { expect, test } from 'vitest';
import {
  createReferenceCode,
  fillReferenceCode,
  REFERENCE_CODE_PATTERN,
} from '../../../helpers/inputs/reference-code.ts';
import type { RandomSource } from '../../../helpers/inputs/reference-code.ts';

function bytesFrom(first: number): RandomSource {
  return { getRandomValues: (bytes) => bytes.map((_, index) => (first + index) % 256) };
}

test('a code has a character for each random byte', () => {
  expect([
    createReferenceCode(bytesFrom(0)),
    createReferenceCode(bytesFrom(20)),
    createReferenceCode(bytesFrom(250)),
  ]).toEqual(['REF-ABCDEFGHJKLM', 'REF-WXYZ23456789', 'REF-456789ABCDEF']);
});

test('all 32 characters of a code are equally likely', () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const character = createReferenceCode(bytesFrom(byte)).charAt(4);
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', (character) => [character, 8])),
  );
});

test('random codes match the pattern and differ', () => {
  const codes = Array.from({ length: 100 }, () => createReferenceCode());
  expect(codes.filter((code) => !new RegExp(`^${REFERENCE_CODE_PATTERN}$`).test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(100);
});

test('a code replaces each placeholder unchanged', () => {
  expect(fillReferenceCode('{{reference_code}} and {{reference_code}}, {reference_code}', "$&$'")).toBe(
    "$&$' and $&$', {reference_code}",
  );
});
