import packageJson from '../../package.json' with { type: 'json' };
import type { CheckResult } from '../checks/verdict.ts';

/** The level of a result, by the level of its check. */
export const SARIF_LEVELS = { must: 'error', should: 'warning', may: 'note' } as const;

/** The members of a SARIF run besides its tool. */
interface SarifRun {
  readonly results: readonly object[];
  readonly invocations: readonly object[];
  readonly [member: string]: unknown;
}

/** A log of SARIF 2.1.0 (OASIS) with one run. */
export function sarifLog(rules: readonly object[], run: SarifRun): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: packageJson.name, version: packageJson.version, rules } },
        columnKind: 'utf16CodeUnits',
        ...run,
      },
    ],
  };
}

/** The rule of a check. */
export function sarifRule({
  id,
  clause,
  level,
  authority,
}: Pick<CheckResult, 'id' | 'clause' | 'level' | 'authority'>): object {
  return {
    id,
    shortDescription: { text: clause },
    help: { text: `${clause} Authority: ${authority.reference}.` },
    defaultConfiguration: { level: SARIF_LEVELS[level] },
    properties: { level, authority },
  };
}

/** A text in which a viewer finds no link and no placeholder of its own (SARIF 2.1.0, 3.11.5 and 3.11.6). */
export function sarifMessage(text: string): { readonly text: string } {
  return { text: text.replaceAll('](', String.raw`\u005d(`).replaceAll(/\{(?=\d+\})/g, String.raw`\u007b`) };
}

/** A path as a relative reference of RFC 3986, or as a `file` URI if it is absolute. */
export function sarifUri(path: string): string {
  const slashes = path.replaceAll('\\', '/').toWellFormed();
  const [drive = ''] = /^[A-Za-z]:(?=\/)/.exec(slashes) ?? [];
  const encoded = slashes.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded;
}
