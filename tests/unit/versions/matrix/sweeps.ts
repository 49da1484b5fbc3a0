import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import type { LocalCandidate, PublishedCandidate } from '../../../../helpers/versions/matrix/candidate.ts';
import { sweep, type Sweep, type SweepRequest } from '../../../../helpers/versions/matrix/sweep.ts';
import type { SweepEvent } from '../../../../helpers/versions/matrix/sweep-events.ts';
import type { RunFrame } from '../../../../helpers/scenarios/prepare-run.ts';
import { temporaryFolder } from '../../codex/temporary.ts';
import { CASES, CAPABILITIES, scriptedCodex } from '../../scenarios/miniature.ts';

/** The only scenario of these sweeps. */
export const SCENARIO = 'exec/stateless/sum';

/** A folder for the results of sweeps, and for folders of runs. Call it once in each test. */
export function place(): { readonly folder: string; readonly frame: RunFrame } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tmp'));
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  const outDir = join(folder, 'out');
  const frame: RunFrame = {
    outDir,
    cases: CASES,
    only: [SCENARIO],
    depth: false,
    jobs: 2,
    recordings: { folder: outDir, reuse: false },
    baseline: { knownFailures: [], unmatched: [] },
    deadlineMs: 10_000,
    exitGraceMs: 10_000,
    sideBySide: true,
    live: null,
  };
  return { folder, frame };
}

/** A binary that notes each time that it is driven. */
export function local(folder: string, version: string, script = ''): LocalCandidate {
  const path = scriptedCodex(join(folder, version), `echo ${version} >> '${folder}/driven'\n${script}`);
  const sha256 = Buffer.from(version).toString('hex').padEnd(64, '0');
  const codex = { path, version, sha256, capabilities: CAPABILITIES, foundBy: 'path', pathDirs: [] } as const;
  return { kind: 'local', version, codex, problem: null };
}

/** The same as a published version; what happens to it is noted. */
export function published(
  folder: string,
  version: string,
  obtain?: PublishedCandidate['obtain'],
  script = '',
): PublishedCandidate {
  const { codex } = local(folder, version, script);
  const note = (word: string): void => writeFileSync(join(folder, 'held'), `${word} ${version}\n`, { flag: 'a' });
  return {
    kind: 'published',
    version,
    published: '2026-01-02T03:04:05.000Z',
    obtain:
      obtain ??
      (async () => {
        note('obtain');
        return { path: codex!.path, foundBy: 'npm', pathDirs: [], release: async () => note('release') };
      }),
  };
}

/** Sweeps with a judge that writes down what it was given, and gives what was told meanwhile. */
export async function swept(
  { folder, frame }: ReturnType<typeof place>,
  request: Pick<SweepRequest, 'candidates'> & Partial<SweepRequest>,
): Promise<Sweep & { readonly events: readonly string[]; readonly hows: readonly string[] }> {
  const events: string[] = [];
  const { onEvent, ...rest } = request;
  const result = await sweep({
    frame,
    cacheFolder: join(folder, 'cache'),
    signal: new AbortController().signal,
    judge: async (run, version, blob) => {
      mkdirSync(dirname(blob), { recursive: true });
      writeFileSync(
        blob,
        `${version} with ${existsSync(join(run.recordings.folder, SCENARIO)) ? 'its' : 'no'} recordings`,
      );
      return 0;
    },
    ...rest,
    onEvent: (event) => {
      events.push(wordsOf(event));
      onEvent?.(event);
    },
  });
  return { ...result, events, hows: result.versions.map(({ note, how }) => `${note.version} ${how}`) };
}

/** The versions of the codexes that were driven, each as often as it was, sorted: several are driven at once. */
export function driven(folder: string): readonly string[] {
  return linesOf(join(folder, 'driven')).toSorted();
}

/** Lines of a file, of which there are none if it is not there. */
export function linesOf(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function wordsOf(event: SweepEvent): string {
  if (event.kind === 'done') return `${event.note.version} is over: ${event.how}`;
  return event.kind === 'playing' ? `${event.version} ${event.done}/${event.total}` : `${event.version} ${event.kind}`;
}
