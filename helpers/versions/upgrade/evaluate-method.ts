import { factKey, keyText } from '../facts/fact-key.ts';
import { partsIn } from '../facts/optional-parts.ts';
import type { FactTable } from '../facts/version-facts.ts';
import { nearestTo } from './evaluate-flag.ts';
import { bad, type Evaluation, type Evaluations, good, unknown } from './evaluation.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** The roles of a method in the schema, and on the wire where messages show them. */
const METHOD_ROLES = [
  { schema: 'client request', wire: 'answer' },
  { schema: 'client notification', wire: null },
  { schema: 'server notification', wire: 'notification' },
  { schema: 'server request', wire: 'request' },
] as const;

type MethodRole = (typeof METHOD_ROLES)[number];

/**
 * Whether there is a method, in each of its roles in the version in use, by the schema of the binary or the wire. Without
 * a schema, a method that the wire does not show is unknown.
 */
export function evaluateMethod(method: string, from: VersionSnapshot, to: VersionSnapshot): Evaluations {
  const roles = METHOD_ROLES.filter((role) => has(from.facts, role, method));
  return { before: evaluation(from, method, roles), after: evaluation(to, method, roles) };
}

/** @param roles that it must have; any of them if there are none */
function evaluation({ facts, version }: VersionSnapshot, method: string, roles: readonly MethodRole[]): Evaluation {
  const lost = roles.find((role) => !has(facts, role, method));
  const isThere = roles.length === 0 ? METHOD_ROLES.some((role) => has(facts, role, method)) : lost === undefined;
  if (isThere) return good();
  if (!partsIn(facts).has('methods'))
    return unknown(`the schema of ${version} is unknown, and no message shows the method`);
  if (lost !== undefined) return bad(`${version} has no such ${lost.schema}`);
  const methods = [...facts.values()]
    .filter(({ key }) => METHOD_ROLES.some(({ schema }) => schema === key.role))
    .map(({ key }) => key.subject);
  return bad(`${version} has no such method${nearestTo(method, methods)}`);
}

function has(facts: FactTable, { schema, wire }: MethodRole, subject: string): boolean {
  return (
    facts.has(keyText(factKey({ area: 'schema', role: schema, subject }))) ||
    (wire !== null && facts.has(keyText(factKey({ area: 'wire', role: wire, subject }))))
  );
}
