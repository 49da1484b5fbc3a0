import { expect, test } from 'vitest';
import { judgementText } from '../../../../helpers/formats/stream/text.ts';
import { createStyle } from '../../../../helpers/util/terminal/style.ts';
import { JUDGEMENT } from './sample-judgement.ts';

const plain = createStyle(false);

test('shows failures, then each check, then the sum', () => {
  expect(judgementText(JUDGEMENT, plain)).toMatchInlineSnapshot(`
    "logs/a b:c,100%.jsonl: wire of codex app-server, 12 lines
    skipped 2 lines without a sender, the first is line 3

    ✗ exec/events/known-shape  must: An event has the fields of its type.
      source: exec_events.rs
      logs/a b:c,100%.jsonl:2  usage: 100%\\u001b[2J,\\n::set-env name=x::y
        expected number
        actual   "\\u202e"
      logs/a b:c,100%.jsonl:7  no item
      and 1 more

    ✗ exec/a/should  should: An event has the fields of its type.
      source: exec_events.rs
      logs/a b:c,100%.jsonl:9  late
        actual   x

    ! exec/a/may  may: An event has the fields of its type.
      source: exec_events.rs
      logs/a b:c,100%.jsonl:9  odd
        expected y

    ✗ exec/events/known-shape  3 findings
    ✗ exec/a/should            1 finding
    ! exec/a/may               1 finding
    ✓ exec/a/pass              12 events
    - exec/a/none              untestable: no events
    ✗ exec/a/crash             harness-error: The check itself failed: \\u0007
    - skipped 1 check that needs a recording

    7 checks: 1 pass, 3 fail, 3 not judged
    hint: One <hint>.
    "
  `);
});

test('prints in red only binding failures', () => {
  const lines = judgementText(JUDGEMENT, { ...plain, red: (text) => `RED ${text}` }).split('\n');
  expect(lines.filter((line) => line.includes('RED'))).toMatchInlineSnapshot(`
    [
      "RED ✗ exec/events/known-shape  must: An event has the fields of its type.",
      "RED ✗ exec/a/should  should: An event has the fields of its type.",
      "RED ✗ exec/events/known-shape  3 findings",
      "RED ✗ exec/a/should            1 finding",
      "RED ✗ exec/a/crash             harness-error: The check itself failed: \\u0007",
      "7 checks: RED 1 pass, 3 fail, 3 not judged",
    ]
  `);
});

test('is short if every check needs a recording', () => {
  const checks = JUDGEMENT.checks.filter(({ about }) => about === null);
  const judgement = { ...JUDGEMENT, source: 'stdin', lines: 1, unread: { lines: 0, first: null }, checks };
  expect(judgementText(judgement, plain)).toMatchInlineSnapshot(`
    "stdin: wire of codex app-server, 1 line

    - skipped 1 check that needs a recording

    1 check: 0 pass, 0 fail, 1 not judged
    hint: One <hint>.
    "
  `);
});
