import type { FileRecord } from '../../recording/recording.ts';
import { mutantsOf, type Mutant } from '../mutant.ts';
import { another, files, leaving } from '../../mutations/mutations.ts';

/** What the checks of session files must notice. */
export const sessionMutants: readonly Mutant[] = [
  ...mutantsOf('exec/session/kept-under-thread-id', {
    'keeps no session': files((all) => all.filter((file) => !isSession(file))),
    'keeps the session under another id': files((all) =>
      all.map((file) => (isSession(file) ? { ...file, path: `${another(file.path.slice(0, -6))}.jsonl` } : file)),
    ),
    'keeps the session twice': files((all) => [
      ...all,
      ...all.filter(isSession).map((file) => ({ ...file, path: file.path.replace('sessions/', 'sessions/old/') })),
    ]),
    'keeps the session elsewhere': files((all) =>
      all.map((file) => (isSession(file) ? { ...file, place: 'home' } : file)),
    ),
  }),
  ...mutantsOf('exec/session/ephemeral-leaves-none', {
    'keeps the session all the same': leaving('codex_home', 'sessions/2026/01/02/rollout-2026-01-02T03-04-05-id.jsonl'),
    'keeps a session in another folder': leaving('codex_home', 'sessions/rollout-id.jsonl'),
  }),
];

function isSession({ path }: FileRecord): boolean {
  return path.startsWith('sessions/') && path.endsWith('.jsonl');
}
