import type { OnProgress, StoreProgress } from '../codex/store/progress.ts';
import type { Io } from './io.ts';

const WORDS = {
  waiting: 'waiting for another process that downloads it',
  asking: 'asking the registry',
  downloading: 'downloading',
  unpacking: 'unpacking',
  removing: 'removed, to make room',
  done: 'ready',
} as const satisfies Record<StoreProgress['phase'], string>;

const ERASE_LINE = '\r\u{1B}[2K';

/** What shows a person how versions are brought: one line that changes on a terminal, else a line for each phase. */
export function showProgress({ stderr, stderrIsTTY }: Pick<Io, 'stderr' | 'stderrIsTTY'>): {
  readonly onProgress: OnProgress;
  readonly onNotice: (text: string) => void;
} {
  let phase = '';
  return {
    onNotice: (text) => stderr(`note: ${text}\n`),
    onProgress: (progress) => {
      const line = `codex ${progress.version}: ${WORDS[progress.phase]}`;
      if (stderrIsTTY) {
        const isLasting = progress.phase === 'done' || progress.phase === 'removing';
        stderr(`${ERASE_LINE}${line}${amount(progress)}${isLasting ? '\n' : ''}`);
      } else if (line !== phase) stderr(`${line}${progress.phase === 'done' ? amount(progress) : ''}\n`);
      phase = line;
    },
  };
}

/** What happens to a version, and how far it is: `downloading, 12 MB of 60 MB`. */
export function progressWords(progress: StoreProgress): string {
  return `${WORDS[progress.phase]}${amount(progress)}`;
}

function amount({ bytes = 0, total }: StoreProgress): string {
  if (bytes === 0) return '';
  return total === undefined ? `, ${sizeText(bytes)}` : `, ${sizeText(bytes)} of ${sizeText(total)}`;
}

/** A size for people, in units of a thousand: `160 MB`, `1.6 GB`. */
export function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.ceil(bytes / 1e3)} kB`;
}
