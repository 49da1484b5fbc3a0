import { matchesAny } from '../inputs/glob.ts';
import type { Departure } from '../recording/departures.ts';

/** What each departure takes away: the clauses that build on a plain run, and the reason for a reader. */
const TAKEN_AWAY: Readonly<Record<Departure, { readonly reason: string; readonly checks: readonly string[] }>> = {
  'no-known-reply': {
    reason: 'The scenario expects no particular reply.',
    checks: [
      'turn/reply/exact',
      'run/model/asked-in-each-turn',
      'app-server/item/user-message-is-prompt',
      'exec/resume/history-reaches-model',
      'exec/resume/history-in-order',
    ],
  },
  'turn-fails': {
    reason: 'The scenario makes the turn fail.',
    checks: ['exec/turn/completes', 'exec/errors/none-in-completed-turn', 'app-server/turn/completes'],
  },
  'turn-cut': {
    reason: 'The scenario cuts the turn short.',
    checks: [
      'run/process/exits-by-itself',
      'exec/turn/completes',
      'exec/events/terminal-event-last',
      'exec/exit/agrees-with-terminal-event',
      'app-server/exit/clean-after-eof',
      'app-server/turn/completes',
      'app-server/turn/one-start-one-end',
      'app-server/wire/one-answer-per-request',
      'app-server/item/started-then-completed',
    ],
  },
  'never-starts': {
    reason: 'The scenario gives codex a reason to end before its first event.',
    checks: [
      'exec/stdout/**',
      'exec/events/**',
      'exec/turn/**',
      'exec/exit/**',
      'exec/session/**',
      'exec/resume/**',
      'turn/thread/**',
      'app-server/**',
      'run/model/**',
      'run/network/**',
    ],
  },
  'no-model': {
    reason: 'In the scenario the model is not reached.',
    checks: ['run/model/**', 'run/network/**', 'exec/resume/**', 'turn/thread/**'],
  },
  'model-asked-more': {
    reason: 'In the scenario the model is asked more often than a plain turn needs.',
    checks: ['run/model/asked-no-more-than-needed', 'turn/thread/id-known-to-model'],
  },
  'not-resumed': {
    reason: 'In the scenario no later process continues the thread of the first.',
    checks: ['exec/resume/**'],
  },
  'other-sessions': {
    reason: 'The scenario does not leave one session for each thread that is named.',
    checks: ['exec/session/**', 'app-server/thread/session-file'],
  },
  'refused-requests': {
    reason: 'In the scenario the client sends what a server has to refuse.',
    checks: ['app-server/wire/no-error-answers'],
  },
  'no-plain-turn': {
    reason: 'The scenario is not made of plain turns.',
    checks: [
      'app-server/turn/**',
      'app-server/thread/**',
      'app-server/item/**',
      'app-server/usage/**',
      'run/model/**',
      'run/network/**',
      'turn/thread/**',
    ],
  },
  'no-turn-ends': {
    reason: 'In the scenario no turn comes to its end.',
    checks: [
      'app-server/turn/nothing-after-end',
      'app-server/turn/error-iff-failed',
      'app-server/thread/session-file',
      'app-server/item/closed-at-turn-end',
    ],
  },
  'resumes-thread': {
    reason: 'In the scenario a process resumes a thread and starts none of its own.',
    checks: ['app-server/thread/answered-before-announced'],
  },
  'no-turn': {
    reason: 'In the scenario there are threads and no turns.',
    checks: [
      'app-server/turn/**',
      'app-server/thread/ids-known',
      'app-server/thread/session-file',
      'app-server/thread/status-follows-turn',
      'app-server/item/**',
      'app-server/usage/**',
    ],
  },
  'writes-files': {
    reason: 'In the scenario files are written on purpose.',
    checks: ['run/files/**'],
  },
  'reaches-out': {
    reason: 'In the scenario codex is left to look at the internet as it pleases.',
    checks: ['run/network/stays-on-loopback'],
  },
  'no-event-stream': {
    reason: 'In the scenario codex is not asked for a stream of events.',
    checks: ['exec/**', 'turn/thread/**'],
  },
};

/**
 * Why a check of every recording does not apply to one whose scenario departs from a plain run in these ways; undefined if
 * it does. A check that names its scenarios is not asked: it is written for what they do.
 */
export function departureFrom(check: string, departures: readonly Departure[]): string | undefined {
  const found = departures.find((departure) => matchesAny(TAKEN_AWAY[departure].checks, check));
  return found === undefined ? undefined : TAKEN_AWAY[found].reason;
}
