import { dirname } from 'node:path';
import type { Recording } from '../recording.ts';
import { createSanitiser } from '../sanitise.ts';

/** The recording without the folder of the binary, which is of no use on another machine. */
export function withoutInstallation(recording: Recording): Recording {
  const installation = { path: dirname(recording.codex.path), placeholder: '<CODEX_FOLDER>' };
  return createSanitiser({ paths: [installation], secrets: [] }).recording(recording);
}
