import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { LocalCandidate, PublishedCandidate } from '../../../../helpers/versions/matrix/candidate.ts';
import { sweep, type Sweep, type SweepRequest } from '../../../../helpers/versions/matrix/sweep.ts';
import type { SweepEvent } from '../../../../helpers/versions/matrix/sweep-events.ts';
import type { RunConfig } from '../../../../helpers/scenarios/run-config.ts';
import { temporaryFolder } from '../../codex/temporary.ts';
import { CASES, CAPABILITIES, scriptedCodex } from '../../scenarios/miniature.ts';

/** The only scenario of these sweeps. */
export const SCENARIO = 'exec/stateless/sum';

/** An output folder, and a folder for temporary files. Call it once in each test. */
export function place(): { readonly folder: string; readonly config: RunConfig } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tmp'));
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  const outDir = join(folder, 'out');
  const config: RunConfig = {
    outDir,
    cases: CASES,
    only: [SCENARIO],
    extended: false,
    jobs: 2,
    recordings: { folder: outDir, reuse: false },
    baseline: { knownFailures: [], unmatched: [] },
    failOn: 'should',
    deadlineMs: 10_000,
    exitGraceMs: 10_000,
    live: null,
  };
  return { folder, config };
}

/** A binary that appends its version to the file `driven` each time a scenario runs it. */
export function local(folder: string, version: string, script = ''): LocalCandidate {
  const path = scriptedCodex(join(folder, version), `echo ${version} >> '${folder}/driven'\n${script}`);
  const sha256 = Buffer.from(version).toString('hex').padEnd(64, '0');
  const codex = { path, version, sha256, capabilities: CAPABILITIES, foundBy: 'path', pathDirs: [] } as const;
  return { kind: 'local', version, codex, problem: null };
}

/** The same as a published version. `held` lists each download and release. */
export function published(
  folder: string,
  version: string,
  acquire?: PublishedCandidate['acquire'],
  script = '',
): PublishedCandidate {
  const { codex } = local(folder, version, script);
  const note = (word: string): void => writeFileSync(join(folder, 'held'), `${word} ${version}\n`, { flag: 'a' });
  return {
    kind: 'published',
    version,
    published: '2026-01-02T03:04:05.000Z',
    acquire:
      acquire ??
      (async () => {
        note('acquire');
        return { path: codex!.path, foundBy: 'npm', pathDirs: [], release: async () => note('release') };
      }),
  };
}

/** Runs a sweep. Gives its result, its events, and how each version came to an end. */
export async function swept(
  { folder, config }: ReturnType<typeof place>,
  request: Pick<SweepRequest, 'candidates'> & Partial<SweepRequest>,
): Promise<Sweep & { readonly events: readonly string[]; readonly hows: readonly string[] }> {
  const events: string[] = [];
  const { onEvent, ...rest } = request;
  const result = await sweep({
    config,
    cacheFolder: join(folder, 'cache'),
    signal: new AbortController().signal,
    ...rest,
    onEvent: (event) => {
      events.push(wordsOf(event));
      onEvent?.(event);
    },
  });
  return { ...result, events, hows: result.versions.map(({ record, how }) => `${record.version} ${how}`) };
}

/** The version of each codex that was started, sorted. */
export function driven(folder: string): readonly string[] {
  return linesOf(join(folder, 'driven')).toSorted();
}

/** The lines of a file; none if it is missing. */
export function linesOf(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function wordsOf(event: SweepEvent): string {
  if (event.kind === 'done') return `${event.record.version} is over: ${event.how}`;
  return event.kind === 'playing' ? `${event.version} ${event.done}/${event.total}` : `${event.version} ${event.kind}`;
}
