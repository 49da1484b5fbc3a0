import * as z from 'zod';
import { checkResultSchema } from '../../checks/result-schema.ts';
import { parseAs, readText } from '../../recording/json-file.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import type { Immutable } from '../../util/immutable.ts';
import { versionFile, type SweepPaths } from './paths.ts';

const verdictsSchema = z.strictObject({
  schema_version: z.literal(1),
  version: z.string().min(1),
  /** Harness errors outside of any check, one sentence each. */
  problems: z.array(z.string()),
  /** Without the evidence of what passes. Ids and times are normalised: see `normaliseResult`. */
  results: z.array(checkResultSchema),
});

/** All verdicts on one version. */
export type VersionVerdicts = Immutable<z.infer<typeof verdictsSchema>>;

/** @throws SuiteError `environment` if the disk refuses */
export async function writeVerdicts(paths: SweepPaths, verdicts: VersionVerdicts): Promise<void> {
  const text = JSON.stringify(verdictsSchema.parse(verdicts));
  await writeFileAtomic(versionFile(paths.verdicts, verdicts.version), `${text}\n`);
}

/** @throws SuiteError `environment` for a file that is missing, damaged, or written by another version of the suite */
export async function readVerdicts(paths: SweepPaths, version: string): Promise<VersionVerdicts> {
  const file = versionFile(paths.verdicts, version);
  try {
    return parseAs(verdictsSchema, await readText(file), file);
  } catch (error) {
    throw new SuiteError('environment', `Cannot read the verdicts on ${version}: ${messageOf(error)}`, {
      hint: `Delete ${file} and run the command again: the version is judged again.`,
      cause: error,
    });
  }
}
