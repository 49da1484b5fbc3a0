import { dirname } from 'node:path';
import process from 'node:process';
import type { Recording } from '../recording.ts';
import { createSanitiser } from '../sanitise.ts';

/** The recording without the paths of the binary and of Node.js, which are of no use on another machine. */
export function withoutInstallation(recording: Recording): Recording {
  const paths = [
    { path: dirname(recording.codex.path), placeholder: '<CODEX_FOLDER>' },
    { path: process.execPath, placeholder: '<NODE>' },
  ];
  return createSanitiser({ paths, secrets: [] }).recording(recording);
}
