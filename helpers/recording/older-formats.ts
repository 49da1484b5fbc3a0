import type { Mode } from './mode.ts';
import type { Precondition } from './preconditions.ts';
import { RECORDING_SCHEMA_VERSION } from './recording.ts';

/** What each word that schema version 1 had for a deviation breaks. */
const BROKEN: Readonly<Record<string, Precondition>> = {
  'turn-fails': 'turn-completes',
  'turn-cut': 'turn-uncut',
  'never-starts': 'starts',
  'no-model': 'reaches-model',
  'model-asked-more': 'no-extra-requests',
  'other-sessions': 'session-per-thread',
  'refused-requests': 'valid-requests',
  'no-plain-turn': 'threads',
  'no-turn-ends': 'turn-ends',
  'resumes-thread': 'starts-thread',
  'no-turn': 'has-turn',
  'writes-files': 'writes-nothing',
  'reaches-out': 'stays-local',
  'no-event-stream': 'event-stream',
};

interface RunOfVersion1 {
  readonly schema_version: 1;
  readonly mode: Mode;
  readonly expected: { readonly departures?: readonly string[]; readonly [key: string]: unknown };
}

/** The contents of a `run.json` of schema version 1 as version 2 has them; anything else as it is. */
export function upgradedRun(run: unknown): unknown {
  if ((run as RunOfVersion1).schema_version !== 1) return run;
  const { expected, ...rest } = run as RunOfVersion1;
  const { departures = [], ...others } = expected;
  const shows: Precondition[] = [
    ...(departures.includes('no-known-reply') ? [] : (['reply-known'] as const)),
    ...(rest.mode !== 'exec_persistent' || departures.includes('not-resumed') ? [] : (['resumed'] as const)),
  ];
  const breaks = departures.flatMap((word) => BROKEN[word] ?? []);
  return { ...rest, schema_version: RECORDING_SCHEMA_VERSION, expected: { ...others, breaks, shows } };
}
