import { expect, test } from 'vitest';
import { judgementGithub } from '../../../../helpers/formats/stream/github.ts';
import { JUDGEMENT } from './sample-judgement.ts';

test('prints one command per finding', () => {
  expect(judgementGithub(JUDGEMENT)).toMatchInlineSnapshot(`
    "::error file=logs/a b%3Ac%2C100%25.jsonl,line=2,title=exec/events/known-shape::usage: 100%25\\u001b[2J,\\n::set-env name=x::y; expected number; actual "\\u202e"
    ::error file=logs/a b%3Ac%2C100%25.jsonl,line=7,title=exec/events/known-shape::no item
    ::error file=logs/a b%3Ac%2C100%25.jsonl,title=exec/events/known-shape::and 1 more findings
    ::warning file=logs/a b%3Ac%2C100%25.jsonl,line=9,title=exec/a/should::late; actual x
    ::notice file=logs/a b%3Ac%2C100%25.jsonl,line=9,title=exec/a/may::odd; expected y
    ::error title=exec/a/crash::The check itself failed: \\u0007
    ::notice file=logs/a b%3Ac%2C100%25.jsonl,title=hint::One <hint>.
    "
  `);
});

test('omits the file for stdin', () => {
  const [, check] = JUDGEMENT.checks;
  expect(judgementGithub({ ...JUDGEMENT, source: 'stdin', checks: [check!], hints: [] })).toBe(
    '::warning line=9,title=exec/a/should::late; actual x\n',
  );
});

test('prints nothing without findings', () => {
  expect(judgementGithub({ ...JUDGEMENT, checks: [], hints: [] })).toBe('');
});
