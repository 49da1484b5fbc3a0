import { nearest } from '../../inputs/nearest.ts';
import { speaksOf } from '../diff/diff.ts';
import type { Observed } from '../facts/version-facts.ts';
import type { KnownVersion } from './version-snapshot.ts';
import { bad, good, type Pair, type State, unknown } from './status.ts';

/** What a method can be, as the schema calls it, with the fact of the wire that shows it. */
const ROLES = [
  { schema: 'schema client request', wire: 'wire answer' },
  { schema: 'schema client notification', wire: null },
  { schema: 'schema server notification', wire: 'wire notification' },
  { schema: 'schema server request', wire: 'wire request' },
] as const;

type Role = (typeof ROLES)[number];

/** Whether a flag or a command is offered by the help of the binary. */
export function lookAtFlag(key: string, from: KnownVersion, to: KnownVersion): Pair {
  const prefix = key.slice(0, key.lastIndexOf('.') + 1);
  const state = ({ facts, version }: KnownVersion): State => {
    if (!speaksOf(facts, 'help')) return unknown(`the help of ${version} is not known`);
    if (facts.has(key)) return good();
    const others = [...facts.keys()]
      .filter((other) => other.startsWith(prefix))
      .map((other) => other.slice(prefix.length));
    return bad(`the help of ${version} does not have it${meant(key.slice(prefix.length), others)}`);
  };
  return { before: state(from), after: state(to) };
}

/**
 * Whether a method is there, in each of the roles that it has in the version in use: as the schema of the binary says, or
 * as the wire shows. Without a schema, that the wire does not show it says nothing.
 */
export function lookAtMethod(method: string, from: KnownVersion, to: KnownVersion): Pair {
  const roles = ROLES.filter((role) => has(from.facts, role, method));
  return {
    before: methodState(from, method, roles.length > 0 ? roles : null),
    after: methodState(to, method, roles.length > 0 ? roles : null),
  };
}

/** @param roles null for any of them */
function methodState({ facts, version }: KnownVersion, method: string, roles: readonly Role[] | null): State {
  const lost = (roles ?? []).filter((role) => !has(facts, role, method));
  const isThere = roles === null ? ROLES.some((role) => has(facts, role, method)) : lost.length === 0;
  if (isThere) return good();
  if (!speaksOf(facts, 'schema'))
    return unknown(`the schema of ${version} is not known, and its wire does not show it`);
  const [role] = lost;
  if (role !== undefined) return bad(`${version} has no such ${role.schema.replace(/^schema /, '')}`);
  const all = [...facts.keys()].filter((key) => key.startsWith('schema ')).map((key) => key.split(' ').at(-1)!);
  return bad(`${version} has no such method${meant(method, all)}`);
}

function meant(name: string, others: readonly string[]): string {
  const found = nearest(name, others);
  return found === undefined ? '' : `; the nearest is ${found}`;
}

function has(facts: Observed, { schema, wire }: Role, method: string): boolean {
  return facts.has(`${schema} ${method}`) || (wire !== null && facts.has(`${wire} ${method}`));
}
