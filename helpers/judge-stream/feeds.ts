import { createWireReader } from '../app-server/wire.ts';
import type { WireMessage } from '../app-server/wire.ts';
import type { Check } from '../checks/check.ts';
import { SuiteError } from '../util/errors.ts';
import { createParser } from '../exec/parser.ts';
import type { ParsedLine } from '../exec/parser.ts';
import { createLineSplitter } from '../util/jsonl/lines.ts';
import type { Line } from '../util/jsonl/lines.ts';
import type { StreamForm } from './detect-format.ts';
import type { Judgement } from './judgement.ts';
import { startCheck, unjudged, type RunningCheck } from './incremental-check.ts';
import { readLogLine } from './wire-lines.ts';

/** Judges the bytes of a stream as they come. */
export interface StreamJudge {
  push(chunk: Uint8Array): void;
  end(): Pick<Judgement, 'lines' | 'unread' | 'checks' | 'hints'>;
}

const NEEDS_RECORDING = 'needs a whole recording, not only the stream';
const NO_CLIENT = 'needs the messages of the client, and the log has only those of the server';

function severalSessions([, second, ...more]: readonly number[]): string {
  return `The file has ${more.length + 2} sessions, the second from line ${second} on. Judge each in a file of its own.`;
}

/** Judges the stdout of `codex exec --json`. */
export function startExecJudge(checks: readonly Check[], maxFindings: number): StreamJudge {
  const parser = createParser();
  const running = new Map<Check, RunningCheck<ParsedLine>>();
  for (const check of checks) {
    if (check.rule?.language === 'exec') running.set(check, startCheck(check, check.rule, maxFindings));
  }
  const all = [...running.values()];
  let count = 0;
  const sessions: number[] = [];

  function see(lines: readonly ParsedLine[]): void {
    for (const line of lines) {
      if (line.kind === 'event' && line.event.type === 'thread.started') sessions.push(line.line);
      for (const one of all) one.see(line);
    }
    count += lines.length;
  }

  return {
    push: (chunk) => see(parser.push(chunk)),
    end() {
      see(parser.end());
      return {
        lines: count,
        unread: { lines: 0, first: null },
        checks: checks.map((check) => running.get(check)?.end(null) ?? unjudged(check, NEEDS_RECORDING)),
        hints: sessions.length > 1 ? [severalSessions(sessions)] : [],
      };
    },
  };
}

/**
 * Judges a log of the wire of `codex app-server`. `end` throws a SuiteError `usage` if the server sent nothing.
 */
export function startWireJudge(
  form: Exclude<StreamForm, 'exec'>,
  checks: readonly Check[],
  maxFindings: number,
): StreamJudge {
  const splitter = createLineSplitter();
  const reader = createWireReader();
  const running = new Map<Check, RunningCheck<WireMessage>>();
  for (const check of checks) {
    if (check.rule?.language === 'app-server') running.set(check, startCheck(check, check.rule, maxFindings));
  }
  const all = [...running.values()];
  const sent = { client: 0, server: 0 };
  let count = 0;
  let unread = 0;
  let firstUnread: number | null = null;

  function see(lines: readonly Line[]): void {
    for (const { text, line } of lines) {
      const read = readLogLine(form, text);
      if (read === null) {
        unread += 1;
        firstUnread ??= line;
        continue;
      }
      sent[read.from] += 1;
      const message = reader.read(read.from, read.message, line);
      for (const one of all) one.see(message);
    }
    count += lines.length;
  }

  function end(check: Check): Judgement['checks'][number] {
    const started = running.get(check);
    if (started === undefined) return unjudged(check, NEEDS_RECORDING);
    return started.end(sent.client === 0 && check.needsClient === true ? NO_CLIENT : null);
  }

  return {
    push: (chunk) => see(splitter.push(chunk)),
    end() {
      see(splitter.end());
      if (sent.server === 0) {
        throw new SuiteError('usage', 'The log has no message of the server.', {
          hint: 'Log the stdout of the app-server: only that can be judged.',
        });
      }
      return { lines: count, unread: { lines: unread, first: firstUnread }, checks: checks.map(end), hints: [] };
    },
  };
}
