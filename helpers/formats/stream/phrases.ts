import type { Judgement, StreamFinding } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { evidenceText } from '../evidence-text.ts';

/** A finding in one line that is safe to print. */
export function findingText(finding: StreamFinding): string {
  return escapeTerminal(evidenceText(finding));
}

/** The number of findings beyond the limit; null for none. */
export function moreText({ found, findings }: Judgement['checks'][number]): string | null {
  return found > findings.length ? `and ${found - findings.length} more` : null;
}
