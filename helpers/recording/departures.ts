/** What a scenario can do on purpose that a plain run does not. */
export const DEPARTURES = [
  /** No turn has a reply that is known beforehand. */
  'no-known-reply',
  /** The model, or the set-up, makes the turn fail. */
  'turn-fails',
  /** The turn is cut short: by a signal, by the end of the input, or because the reader goes away. */
  'turn-cut',
  /** Codex is expected to end before it prints any event. */
  'never-starts',
  /** The model is never reached. */
  'no-model',
  /** The model is asked again for other reasons than its own answers: repeated attempts, a summary, a sub-agent. */
  'model-asked-more',
  /** A later process does not continue the thread of the first. */
  'not-resumed',
  /** There is not exactly one session file for each thread that was named. */
  'other-sessions',
  /** The client sends what a server has to refuse. */
  'refused-requests',
  /** The client leaves the handshake, the thread or the turn out. */
  'no-plain-turn',
  /** No turn comes to its end. */
  'no-turn-ends',
  /** A process of app-server resumes a thread and starts none of its own. */
  'resumes-thread',
  /** The client starts threads, and no turn in them. */
  'no-turn',
  /** Files of the world are written on purpose: by a command, a patch, or an option. */
  'writes-files',
  /** Codex is left to look at the internet as it pleases. */
  'reaches-out',
  /** What is printed is no stream of events: text for people, or another protocol. */
  'no-event-stream',
] as const;

/** One thing that a scenario does on purpose and a plain run does not: clauses that build on it do not apply. */
export type Departure = (typeof DEPARTURES)[number];
