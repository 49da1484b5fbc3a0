import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { scenariosFor } from '../../../../helpers/versions/upgrade/scenarios.ts';
import { parseRequirements, type Requirements } from '../../../../helpers/versions/upgrade/parse-requirements.ts';
import type { Uses } from '../../../../helpers/inputs/uses.ts';

const one = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
const PLANNED = [
  { name: 'exec/stateless/sum', checks: [one] },
  { name: 'exec/resume/by-id', checks: [one] },
  { name: 'exec/flags/help', checks: [] },
];
const CORE = ['exec/stateless/sum'];

function read(lists: Partial<Record<keyof Uses, readonly string[]>>) {
  const entries = (name: keyof Uses) =>
    (lists[name] ?? []).map((text, index) => ({ text, place: `${name}[${index}]` }));
  const uses: Uses = {
    checks: entries('checks'),
    facts: entries('facts'),
    flags: entries('flags'),
    methods: entries('methods'),
    streams: [],
  };
  return parseRequirements(uses, [{ source: 's.jsonl', keys: [] }], PLANNED);
}

function played(requirements: Requirements): string[] {
  return scenariosFor(requirements, PLANNED, CORE);
}

test('reports entries that name nothing, with the nearest name', () => {
  expect(
    read({
      checks: ['turn/reply/exatc', 'no/such/*', 'turn/reply/exact@exec/nowhere'],
      flags: ['exec -C'],
      methods: ['turn start'],
    }).problems,
  ).toMatchInlineSnapshot(`
    [
      "checks[0]: unknown check "turn/reply/exatc"; did you mean "turn/reply/exact"?",
      "checks[1]: unknown check "no/such/*"",
      "checks[2]: turn/reply/exact judges no scenario "exec/nowhere"",
      "flags[0]: "exec -C" is no flag or command in a help that is recorded; write "exec --json", "exec resume --last", "app-server --listen" or "exec resume"",
      "methods[0]: "turn start" is no method; write "turn/start"",
    ]
  `);
});

test('merges entries that name the same requirement', () => {
  const { requirements } = read({ checks: ['turn/reply/exact', 'turn/reply/exa*'], methods: ['a/b', 'a/b'] });
  expect(requirements.map(({ name, sources }) => [name, sources])).toEqual([
    ['turn/reply/exact', ['checks[0]', 'checks[1]']],
    ['a/b', ['methods[0]', 'methods[1]']],
  ]);
});

test('plays only the scenarios that are needed', () => {
  expect([
    played(read({ flags: ['exec --json'] })),
    played(read({ methods: ['turn/start'] })),
    played(read({ facts: ['in exec/resume/*: process 1 exit-code'] })),
    played(read({ checks: ['turn/reply/exact@exec/resume'] })),
    played(read({ checks: ['turn/reply/exact'], flags: ['exec --json'] })),
  ]).toEqual([
    ['exec/flags/help'],
    ['exec/stateless/sum'],
    ['exec/stateless/sum', 'exec/resume/by-id'],
    ['exec/resume/by-id'],
    ['exec/stateless/sum', 'exec/resume/by-id'],
  ]);
});
