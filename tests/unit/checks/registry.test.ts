import { expect, test } from 'vitest';
import { pass, type Check } from '../../../helpers/checks/check.ts';
import { registered } from '../../../helpers/checks/registry.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';

function check(change: Partial<Check>): Check {
  return {
    id: 'exec/stdout/some-clause',
    clause: 'All is well.',
    level: 'must',
    authority: { kind: 'documented', reference: 'a page' },
    judge: () => pass(1, 'seen'),
    mutants: () => ({}),
    ...change,
  };
}

test('sound checks are registered in their order', () => {
  const checks = [
    check({}),
    check({ id: 'exec/other' }),
    check({ id: 'a-1/b-2/c', level: 'should', authority: { kind: 'observed', reference: 'r' } }),
  ];
  expect(registered(checks)).toEqual(checks);
});

test.each(['', 'exec', 'Exec/stdout', 'exec/', '/exec', 'exec//x', 'exec/a_b', 'exec/a b', 'exec/ä'])(
  'the id %j is malformed',
  (id) => {
    expect(() => registered([check({ id })])).toThrow(`Malformed check id: ${JSON.stringify(id)}`);
  },
);

test('an id is there once only', () => {
  expect(() => registered([check({}), check({ id: 'a/b' }), check({})])).toThrow(
    'Repeated check id: exec/stdout/some-clause',
  );
});

test('a must rests on more than observation', () => {
  const observed = check({ authority: { kind: 'observed', reference: 'r' } });
  expect(() => registered([observed])).toThrow(
    'exec/stdout/some-clause: level must with authority observed, expected documented, schema or source',
  );
});

test.each(['exec', 'version.0.99', 'exec.flag.', 'exec.flag.Ephemeral'])(
  'no binary can have the capability %j',
  (name) => {
    expect(() => registered([check({ needs: [name] })])).toThrow(
      `exec/stdout/some-clause: malformed capability ${JSON.stringify(name)}`,
    );
  },
);

test('each check has one sentence and an authority', () => {
  const vague = CHECKS.filter(({ clause, authority }) => !clause.endsWith('.') || authority.reference === '');
  expect(vague.map(({ id }) => id)).toEqual([]);
});
