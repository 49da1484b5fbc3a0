import { normalise } from '../../recording/normalise.ts';
import { contentHash } from '../../util/hash.ts';

const LONGEST = 300;

// oxlint-disable-next-line no-control-regex -- the sequence begins with the escape character
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const URL = String.raw`(?<url>\bhttps?:\/\/[^\s"'<>)\]}]+)`;
/** A placeholder of the sanitiser, an absolute path, or one below the other. */
const PATH = String.raw`(?<path>(?:<(?!REDACTED>)[A-Z_]+>|(?<![\w.:/<>~-])~?(?=\/\w))(?:\/[\w.@+=<>-]+)*\/?)`;
const URL_OR_PATH = new RegExp(`${URL}|${PATH}`, 'g');

/** Object stores spread their files over folders of two digits. */
const HASH_FOLDER = /(?<=\/)[0-9a-f]{2}(?=\/|$)/g;
/** Names of temporary files: a known beginning and six random characters. */
const RANDOM_NAME = /(?<=(?:^|\/)(?:codex-arg0|codex-git-index-|\.tmp|\.tmp\/git-))[A-Za-z0-9]{6}(?=\/|$)/g;
const VERSION = /(?<![\d.])\d+\.\d+\.\d+(?:-[a-z]+(?:\.\d+)*)?(?![\d.]*\d)/gi;

/** Of a hash of a long text: enough to tell two texts apart. Characters. */
const HASH_SHOWN = 8;
/** Numbers whose unit, or whose name in JSON, says that they are times. */
const TIME_IN_OUTPUT =
  /\b\d+(?= milliseconds?\b)|(?<=\\?"[a-z_]*(?:duration|elapsed|time)[a-z_]*\\?":\s?)\d+(?:\.\d+)?/g;

/**
 * A text without what differs from run to run, from machine to machine and with the version, on one line of at most 300
 * characters. Raw and sanitised texts give the same.
 */
export function normaliseText(text: string): string {
  return shortened(lineOf(text));
}

/** Like {@link normaliseText}, for contents: of a longer text the end is told apart, too, by a hash of the whole. */
export function normaliseContents(text: string): string {
  const line = lineOf(text).replace(TIME_IN_OUTPUT, '<DURATION>');
  return line.length > LONGEST ? `${shortened(line)} #${contentHash([line]).slice(0, HASH_SHOWN)}` : line;
}

function lineOf(text: string): string {
  const anywhere = text
    .replace(ANSI, '')
    .replace(URL_OR_PATH, (found, url?: string) => (url === undefined ? '<PATH>' : found))
    .replace(VERSION, '<VERSION>');
  return normalise(anywhere).replace(/\s+/g, ' ').trim();
}

function shortened(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** The path of a file without ids, times, dates and random names: `sessions/<DATE>/rollout-<TIME>-<ID>.jsonl`. */
export function normalisePath(path: string): string {
  return normalise(path.replace(RANDOM_NAME, '<ID>').replace(VERSION, '<VERSION>')).replace(HASH_FOLDER, '<ID>');
}
