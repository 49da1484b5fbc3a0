import type { OnProgress, StoreProgress } from '../codex/store/progress.ts';
import { StatusLine } from '../util/terminal/status-line.ts';
import { outputOf, type OutputIo } from './io.ts';

const WORDS = {
  asking: 'asking the registry',
  downloading: 'downloading',
  unpacking: 'unpacking',
  removing: 'removed, to make room',
  done: 'ready',
} as const satisfies Record<StoreProgress['phase'], string>;

/** Shows on stderr how versions are downloaded: one line that changes on a terminal, elsewhere a line for each phase. */
export function showProgress(io: OutputIo): {
  readonly onProgress: OnProgress;
  readonly onNotice: (text: string) => void;
} {
  const status = new StatusLine(outputOf(io, 'stderr'));
  let phase = '';
  return {
    onNotice: (text) => status.print(`note: ${text}`),
    onProgress: (progress) => {
      const line = `codex ${progress.version}: ${WORDS[progress.phase]}`;
      if (progress.phase === 'done') status.clear();
      if (progress.phase === 'done' || progress.phase === 'removing') status.print(`${line}${amount(progress)}`);
      else if (status.isLive) status.show(`${line}${amount(progress)}`);
      else if (line !== phase) status.print(line);
      phase = line;
    },
  };
}

/** Phase and size: `downloading, 12 MB`. */
export function progressWords(progress: StoreProgress): string {
  return `${WORDS[progress.phase]}${amount(progress)}`;
}

function amount({ bytes = 0 }: StoreProgress): string {
  return bytes === 0 ? '' : `, ${sizeText(bytes)}`;
}

/** A size in decimal units: `160 MB`, `1.6 GB`. */
export function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.ceil(bytes / 1e3)} kB`;
}
