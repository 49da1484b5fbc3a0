import type { Check } from '../checks/check.ts';
import { GENERAL_CHECKS } from '../checks/registry.ts';
import { SuiteError } from '../util/errors.ts';
import { matchesAny } from '../inputs/glob.ts';
import { similarHint } from '../inputs/similar-patterns.ts';
import type { Language } from '../recording/mode.ts';
import { createDetector, unknownFormat, type Detector, type StreamForm } from './detect-format.ts';
import type { Judgement } from './judgement.ts';
import { startExecJudge, startWireJudge, type StreamJudge } from './feeds.ts';

/** How a stream is judged. */
export interface JudgeStreamOptions {
  readonly source: string;
  /** @default detected from the first lines */
  readonly as?: Language | undefined;
  /** Patterns of `--only` on ids of checks. */
  readonly only?: readonly string[];
  /** Violations that are kept for each check; the others are counted. @default 5 */
  readonly maxFindings?: number;
  /** @default all */
  readonly checks?: readonly Check[];
}

const FORMS = {
  exec: ['exec'],
  'app-server': ['recorded', 'marked', 'server-output'],
} as const satisfies Record<Language, readonly StreamForm[]>;

const LINE_FEED = 10;

const NOT_ENDED =
  'The last line has no line feed. That is not judged, since whatever captured the stream may have stripped it.';

const HINT =
  'Give the unchanged stdout of codex exec --json or codex app-server: UTF-8, not compressed, no session file. If it is that, name it with --as.';

/**
 * Judges a stream by the checks that have a rule for its language. Memory does not grow with the stream, only with its
 * longest line. Other checks of that language are not applicable.
 *
 * @throws SuiteError `usage` for a stream that is empty or in neither language, or if `only` matches no check
 */
export async function judgeStream(chunks: AsyncIterable<Uint8Array>, options: JudgeStreamOptions): Promise<Judgement> {
  const detector = createDetector(options.as === undefined ? Object.values(FORMS).flat() : FORMS[options.as]);
  let started: Started | null = null;
  const held: Uint8Array[] = [];
  let lastByte: number | undefined;
  try {
    for await (const chunk of chunks) {
      lastByte = chunk.at(-1) ?? lastByte;
      if (started === null) {
        held.push(chunk);
        const form = detector.push(chunk);
        if (form !== null) started = startHeld(form);
      } else started.judge.push(chunk);
    }
    if (lastByte === undefined) throw empty(options.source);
    started ??= startHeld(detector.end());
    const isEnded = lastByte === LINE_FEED;
    // Whoever captures a stream often strips it: the missing line feed is not known to be codex's.
    if (!isEnded) started.judge.push(Uint8Array.of(LINE_FEED));
    const { hints, ...judged } = started.judge.end();
    return { source: options.source, ...started.head, ...judged, hints: isEnded ? hints : [NOT_ENDED, ...hints] };
  } catch (error) {
    throw isTooLong(error) ? tooLong(options.source, error) : error;
  }

  function startHeld(form: StreamForm | 'none'): Started {
    const begun = start(form === 'none' ? fallback(detector, held, options) : form, options);
    for (const chunk of held.splice(0)) begun.judge.push(chunk);
    return begun;
  }
}

interface Started {
  readonly head: Pick<Judgement, 'language' | 'form'>;
  readonly judge: StreamJudge;
}

function start(form: StreamForm, { only = [], maxFindings = 5, checks = GENERAL_CHECKS }: JudgeStreamOptions): Started {
  const language = form === 'exec' ? 'exec' : 'app-server';
  // A captured stream is no play of a scenario.
  const judging = checks.filter(
    (check) => check.scenarios === undefined && (check.language === undefined || check.language === language),
  );
  const wanted = judging.filter(({ id }) => matchesAny(only, id));
  if (wanted.length === 0) {
    throw new SuiteError('usage', `--only ${only.join(' --only ')} matches no check of ${language} streams.`, {
      hint:
        similarHint(
          only,
          judging.map(({ id }) => id),
        ) ?? 'Run codex-conformance list --checks to see all checks.',
    });
  }
  return {
    head: { language, form },
    judge: form === 'exec' ? startExecJudge(wanted, maxFindings) : startWireJudge(form, wanted, maxFindings),
  };
}

/** The format where no line shows it. */
function fallback({ seen }: Detector, held: readonly Uint8Array[], { as, source }: JudgeStreamOptions): StreamForm {
  const encoding = Buffer.concat(held).subarray(0, 2).toString('hex');
  if (encoding === 'fffe' || encoding === 'feff') {
    throw new SuiteError('usage', `${source} is in UTF-16.`, {
      hint: 'Save it as UTF-8. Windows PowerShell writes UTF-16 where output is redirected with >.',
    });
  }
  if (as !== undefined) {
    if (seen.other === null) return as === 'exec' ? 'exec' : 'server-output';
    const other = seen.other === 'exec' ? 'exec' : 'app-server';
    throw new SuiteError('usage', `${source} is a stream of ${other}, not of ${as}.`, {
      hint: `Leave out --as, or give --as ${other}.`,
    });
  }
  throw new SuiteError('usage', `${source}: ${unknownFormat(seen)}.`, {
    hint: seen.prettyPrinted ? 'Give the unchanged stdout of codex, or join the lines of each object: jq -c .' : HINT,
  });
}

function empty(source: string): SuiteError {
  return new SuiteError('usage', `${source} is empty.`, {
    hint: 'Capture what codex prints to stdout, such as: codex exec --json … > session.jsonl',
  });
}

function isTooLong(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG';
}

function tooLong(source: string, cause: Error): SuiteError {
  return new SuiteError('usage', `${source}: a line is longer than the limit of 512 MB.`, {
    hint: HINT,
    cause,
  });
}
