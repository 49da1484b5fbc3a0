import { appServerChecks } from './app-server.ts';
import type { Check } from './check.ts';
import { execChecks } from './exec.ts';
import { modelChecks } from './model.ts';
import { replyChecks } from './reply.ts';
import { resumeChecks } from './resume.ts';
import { toldChecks } from './told.ts';
import { processChecks } from './process.ts';

const CAPABILITY =
  /^(?:command|exec\.(?:command|flag)|resume\.flag|app-server\.(?:command|flag)|feature)\.[a-z][a-z0-9_.-]*$/;

const ID = /^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/;

/** The checks that stand beside no scenario, in the order in which they are reported. */
export const GENERAL_CHECKS: readonly Check[] = [
  ...processChecks,
  ...execChecks,
  ...resumeChecks,
  ...appServerChecks,
  ...toldChecks,
  ...replyChecks,
  ...modelChecks,
];

/**
 * The same checks, after their declarations have been validated.
 *
 * @throws Error for a malformed or repeated id, a `must` with the authority `observed`, and a malformed capability
 */
export function registered(checks: readonly Check[]): readonly Check[] {
  const seen = new Set<string>();
  for (const { id, level, authority, needs = [] } of checks) {
    if (!ID.test(id)) throw new Error(`Malformed check id: ${JSON.stringify(id)}`);
    if (seen.has(id)) throw new Error(`Repeated check id: ${id}`);
    if (level === 'must' && authority.kind === 'observed')
      throw new Error(`${id}: level must with authority observed, expected documented, schema or source`);
    const malformed = needs.find((name) => !CAPABILITY.test(name));
    if (malformed !== undefined) throw new Error(`${id}: malformed capability ${JSON.stringify(malformed)}`);
    seen.add(id);
  }
  return checks;
}
