import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/checks/registry.ts';
import { scenariosFor } from '../../../../helpers/versions/upgrade/scenarios.ts';
import { type Wanted, wantedOf } from '../../../../helpers/versions/upgrade/parse-requirements.ts';
import type { Uses } from '../../../../helpers/inputs/uses.ts';

const one = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
const PLANNED = [
  { name: 'exec/stateless/sum', checks: [one] },
  { name: 'exec/resume/by-id', checks: [one] },
  { name: 'exec/flags/help', checks: [] },
];
const MODES = ['exec/stateless/sum'];

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
  return wantedOf(uses, [{ source: 's.jsonl', keys: [] }], PLANNED);
}

function played(wanted: Wanted): string[] {
  return scenariosFor(wanted, PLANNED, MODES);
}

test('what names nothing is told, with what was meant', () => {
  expect(
    read({
      checks: ['turn/reply/exatc', 'no/such/*', 'turn/reply/exact@exec/nowhere'],
      flags: ['exec -C'],
      methods: ['turn start'],
    }).problems,
  ).toMatchInlineSnapshot(`
    [
      "checks[0]: there is no check "turn/reply/exatc"; did you mean "turn/reply/exact"?",
      "checks[1]: there is no check "no/such/*"",
      "checks[2]: turn/reply/exact does not judge a scenario "exec/nowhere"",
      "flags[0]: "exec -C" is no flag or command of which the help is known; write it as in "exec --json", "exec resume --last", "app-server --listen" or "exec resume"",
      "methods[0]: "turn start" is no method; write it as in "turn/start"",
    ]
  `);
});

test('what two entries name is one thing', () => {
  const { things } = read({ checks: ['turn/reply/exact', 'turn/reply/exa*'], methods: ['a/b', 'a/b'] }).wanted;
  expect(things.map(({ name, namedBy }) => [name, namedBy])).toEqual([
    ['turn/reply/exact', ['checks[0]', 'checks[1]']],
    ['a/b', ['methods[0]', 'methods[1]']],
  ]);
});

test('only what is needed is played', () => {
  expect([
    played(read({ flags: ['exec --json'] }).wanted),
    played(read({ methods: ['turn/start'] }).wanted),
    played(read({ facts: ['in exec/resume/*: process 1 exit-code'] }).wanted),
    played(read({ checks: ['turn/reply/exact@exec/resume'] }).wanted),
    played(read({ checks: ['turn/reply/exact'], flags: ['exec --json'] }).wanted),
  ]).toEqual([
    ['exec/flags/help'],
    ['exec/stateless/sum'],
    ['exec/stateless/sum', 'exec/resume/by-id'],
    ['exec/resume/by-id'],
    ['exec/stateless/sum', 'exec/resume/by-id'],
  ]);
});
