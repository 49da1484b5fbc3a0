import { appServerChecks } from './app-server.ts';
import type { Check } from './check.ts';
import { execChecks } from './exec.ts';
import { replyChecks } from './reply.ts';
import { resumeChecks } from './resume.ts';
import { runChecks } from './process.ts';

/** The names that `capabilitiesOf` gives. */
const CAPABILITY =
  /^(?:command|exec\.(?:command|flag)|resume\.flag|app-server\.(?:command|flag)|feature)\.[a-z][a-z0-9_.-]*$/;

const ID = /^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/;

/** The checks that stand beside no scenario, in the order in which they are reported. */
export const GENERAL_CHECKS: readonly Check[] = [
  ...runChecks,
  ...execChecks,
  ...resumeChecks,
  ...appServerChecks,
  ...replyChecks,
];

/**
 * The same checks, once their declarations are found to be sound.
 *
 * @throws Error for an id that is malformed or there twice, for a `must` that rests on observation alone, and for a
 *   capability that no binary can have
 */
export function registered(checks: readonly Check[]): readonly Check[] {
  const seen = new Set<string>();
  for (const { id, level, authority, needs = [] } of checks) {
    if (!ID.test(id)) throw new Error(`The id of a check is malformed: ${JSON.stringify(id)}`);
    if (seen.has(id)) throw new Error(`Two checks have the id ${id}`);
    if (level === 'must' && authority.kind === 'observed')
      throw new Error(`${id} is a must but rests on observation alone`);
    const malformed = needs.find((name) => !CAPABILITY.test(name));
    if (malformed !== undefined) throw new Error(`${id} needs what no capability is: ${JSON.stringify(malformed)}`);
    seen.add(id);
  }
  return checks;
}
