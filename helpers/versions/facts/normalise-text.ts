/** Longer texts are cut: the beginning tells what they are. Characters. */
const LONGEST = 300;

// oxlint-disable-next-line no-control-regex -- the sequence begins with the escape character
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const URL = String.raw`(?<url>\bhttps?:\/\/[^\s"'<>)\]}]+)`;
/** A placeholder of the sanitiser, an absolute path, or one below the other. */
const PATH = String.raw`(?<path>(?:<(?!REDACTED>)[A-Z_]+>|(?<![\w.:/<>~-])~?(?=\/\w))(?:\/[\w.@+=<>-]+)*\/?)`;
const URL_OR_PATH = new RegExp(`${URL}|${PATH}`, 'g');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const PREFIXED_ID = /\b(?:msg|resp|call|at|rs|fc|ctc|item|turn|thread|req)_(?:[0-9a-f]{12,}|<ID>)/gi;
const HASH = /\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,}\b/gi;
/** Stores of objects spread them over folders of two digits. */
const HASH_FOLDER = /(?<=\/)[0-9a-f]{2}(?=\/|$)/g;
/** Names that are made up so that no two are the same: a known beginning and six random characters. */
const MADE_UP = /(?<=(?:^|\/)(?:codex-arg0|codex-git-index-|\.tmp|\.tmp\/git-))[A-Za-z0-9]{6}(?=\/|$)/g;
const NUMBER = /\d{11,}/g;
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d[:-]\d\d[:-]\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;
const DATE = /\b\d{4}([-/])\d\d\1\d\d\b/g;
const EPOCH = /\b1[5-9]\d{8}(?:\d{3})?\b/g;
const PORT = /(?<=\b(?:127\.0\.0\.1|localhost|\[::1\])):\d{1,5}\b/g;
const VERSION = /(?<![\d.])\d+\.\d+\.\d+(?:-[a-z]+(?:\.\d+)*)?(?![\d.]*\d)/gi;
const DURATION = /\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|secs?|seconds?|minutes?)\b/g;
const PID = /\b(pids?|process(?: group)?(?: id)?|session ID)([ :=]+)\d+/gi;
/** Of a panic in Rust. */
const THREAD = /(?<=\bthread '[^']*' \()\d+(?=\))/g;
/** By which the model can ask for more of what a command printed. */
const CHUNK = /(?<=\bChunk ID: )[0-9a-f]+/g;

/**
 * A text without what differs from run to run and from machine to machine: ids, times, dates, ports, paths, versions,
 * durations. It is put on one line and cut at 300 characters. Raw and sanitised texts give the same.
 */
export function maskText(text: string): string {
  const masked = maskIds(
    text
      .replace(ANSI, '')
      .replace(URL_OR_PATH, (_, url?: string) => (url === undefined ? '<PATH>' : url.replace(PORT, ':<PORT>'))),
  )
    .replace(PORT, ':<PORT>')
    .replace(VERSION, '<VERSION>')
    .replace(DURATION, '<DURATION>')
    .replace(PID, '$1$2<PID>')
    .replace(THREAD, '<PID>')
    .replace(CHUNK, '<ID>')
    .replace(/\s+/g, ' ')
    .trim();
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked;
}

/** The path of a file without ids, times, dates and made-up names: `sessions/<DATE>/rollout-<TIME>-<ID>.jsonl`. */
export function maskPath(path: string): string {
  return maskIds(path.replace(MADE_UP, '<ID>')).replace(VERSION, '<VERSION>').replace(HASH_FOLDER, '<ID>');
}

function maskIds(text: string): string {
  return text
    .replace(UUID, '<ID>')
    .replace(PREFIXED_ID, '<ID>')
    .replace(TIME, '<TIME>')
    .replace(DATE, '<DATE>')
    .replace(EPOCH, '<TIME>')
    .replace(HASH, '<ID>')
    .replace(NUMBER, '<NUMBER>');
}
