interface Entry {
  /** `default` holds unless a scenario breaks it, `shown` only where a scenario shows it. */
  readonly kind: 'default' | 'shown';
  /** Does not hold where one of these does not. */
  readonly requires?: readonly string[];
}

/** What a check can build on. A check judges the scenarios in which all that it assumes holds. */
export const PRECONDITIONS = {
  /** At least one process starts its work: codex does not refuse the command line or the configuration. */
  'some-start': { kind: 'default' },
  /** Each process starts its work. */
  starts: { kind: 'default', requires: ['some-start'] },
  /** Stdout of exec is a stream of events. */
  'event-stream': { kind: 'default' },
  /** At least one process exits with code 0. */
  succeeds: { kind: 'default' },
  /** The servers use standard streams, and end when stdin is closed. */
  stdio: { kind: 'default' },
  /** Each turn completes. */
  'turn-completes': { kind: 'default', requires: ['succeeds'] },
  /** At least one response of the model is complete. */
  'response-completes': { kind: 'default' },
  /** At least one response ends its turn: it calls no tool and is complete. */
  'last-response': { kind: 'default', requires: ['response-completes'] },
  /** At least one turn ends. */
  'turn-ends': { kind: 'default' },
  /** No turn is cut off by a signal, a closed pipe or a deadline. */
  'turn-uncut': { kind: 'default', requires: ['turn-ends'] },
  /** The client starts threads. */
  threads: { kind: 'default' },
  /** The client starts turns. */
  'has-turn': { kind: 'default', requires: ['threads'] },
  /** Each process that has turns starts a thread. */
  'starts-thread': { kind: 'default' },
  /** Token usage is reported for a thread that has used no tokens before. */
  'fresh-thread': { kind: 'default', requires: ['keeps-turns'] },
  /** Token usage is reported more than once. */
  'usage-repeated': { kind: 'default', requires: ['keeps-turns'] },
  /** The model reports its rate limits. */
  'rate-limits': { kind: 'default' },
  /** The server sends notifications with timestamps. */
  notifies: { kind: 'default' },
  /** The client receives deltas. */
  deltas: { kind: 'default' },
  /** Each turn has the settings of its thread. */
  'thread-settings': { kind: 'default' },
  /** The model sends a message. */
  'agent-messages': { kind: 'default' },
  /** No turn is a review. */
  'plain-turns': { kind: 'default' },
  /** The command line has a setting of the model. */
  'asked-settings': { kind: 'default' },
  /** The command line has a sandbox or a folder, which requests to the model name. */
  'asked-context': { kind: 'default' },
  /** Token usage is reported in a turn that completes. */
  'turn-usage': { kind: 'default', requires: ['keeps-turns'] },
  /** The model is in no catalogue, and codex warns about it. */
  'unknown-model': { kind: 'default' },
  /** All processes have the same options. */
  'same-options': { kind: 'default' },
  /** Each command ends before its turn does. */
  'turn-outlasts-commands': { kind: 'default' },
  /** No thread is reverted to an earlier turn. */
  'keeps-turns': { kind: 'default' },
  /** The client sends nothing that a server has to refuse. */
  'valid-requests': { kind: 'default' },
  /** The approval policy is never. */
  'no-approvals': { kind: 'default' },
  /** Each process sends requests to the model. */
  'reaches-model': { kind: 'default', requires: ['some-start', 'has-turn'] },
  /** The model is asked only for the next answer: no retries, no summary, no sub-agent. */
  'no-extra-requests': { kind: 'default' },
  /** One session file is kept for each thread. */
  'session-per-thread': { kind: 'default' },
  /** Only codex writes to session files. */
  'sound-sessions': { kind: 'default', requires: ['keeps-turns'] },
  /** Each process has a read-only sandbox. */
  'read-only': { kind: 'default' },
  /** No command, patch or option writes files. */
  'writes-nothing': { kind: 'default' },
  /** The features that reach for the internet are switched off. */
  'stays-local': { kind: 'default' },
  /** The reply of each turn is known beforehand. */
  'reply-known': { kind: 'shown' },
  /** A later process continues the thread of the first. */
  resumed: { kind: 'shown', requires: ['further-requests'] },
  /** Each process has --ephemeral. */
  ephemeral: { kind: 'shown' },
  /** A turn fails, with an error. */
  'failed-turn': { kind: 'shown' },
  /** An item is started. */
  'item-starts': { kind: 'shown' },
  /** An item has a status. */
  'item-status': { kind: 'shown' },
  /** An item has a duration. */
  'item-durations': { kind: 'shown' },
  /** An item is updated. */
  'item-updates': { kind: 'shown', requires: ['lasting-items'] },
  /** The scenario writes files into the workspace. */
  'given-files': { kind: 'shown' },
  /** A command of only echo, sleep and exit ends. */
  'known-commands': { kind: 'shown' },
  /** An item has one event for its start and one for its end. */
  'lasting-items': { kind: 'shown', requires: ['item-starts'] },
  /** An item has a result, which is unknown at its start. */
  'awaited-items': { kind: 'shown', requires: ['lasting-items'] },
  /** A command is started. */
  'command-starts': { kind: 'shown', requires: ['item-status', 'awaited-items'] },
  /** A command exits. */
  'command-exits': { kind: 'shown', requires: ['command-starts'] },
  /** A command exits, and codex sends its output to the model. */
  'command-ends': { kind: 'shown', requires: ['command-exits', 'tool-calls'] },
  /** The model sends a patch. */
  patches: { kind: 'shown', requires: ['tool-calls'] },
  /** A patch is applied, or declined. */
  'file-changes': { kind: 'shown', requires: ['item-status', 'patches'] },
  /** The server requests an approval. */
  approvals: { kind: 'shown', requires: ['asks-client'] },
  /** The server requests the approval of a command. */
  'command-approvals': { kind: 'shown', requires: ['approvals', 'asks-for-call', 'asks-for-item'] },
  /** The client responds to an approval request. */
  decisions: { kind: 'shown', requires: ['approvals', 'answered-requests'] },
  /** The client gives an approval for the whole session. */
  'session-decisions': { kind: 'shown', requires: ['decisions'] },
  /** The client responds to an approval request with cancel. */
  'cancelled-approvals': { kind: 'shown', requires: ['decisions'] },
  /** The model, or a command, waits until the program has received an event. */
  'waits-for-program': { kind: 'shown' },
  /** A turn is interrupted. */
  interrupts: { kind: 'shown' },
  /** The last message is written to a file. */
  'last-message-file': { kind: 'shown' },
  /** The model sends a summary of its reasoning. */
  reasoning: { kind: 'shown' },
  /** A review runs. */
  reviews: { kind: 'shown' },
  /** The model searches the web. */
  searches: { kind: 'shown' },
  /** The model calls a tool of an MCP server. */
  'mcp-calls': { kind: 'shown', requires: ['item-status', 'awaited-items', 'tool-calls'] },
  /** The model sends a plan. */
  plans: { kind: 'shown', requires: ['further-requests'] },
  /** The server sends a request to the client. */
  'asks-client': { kind: 'shown' },
  /** A request of the server shows a call of the model. */
  'asks-for-call': { kind: 'shown', requires: ['asks-client'] },
  /** A request of the server names an item. */
  'asks-for-item': { kind: 'shown', requires: ['asks-client'] },
  /** A request of the server is reported as resolved. */
  'resolved-requests': { kind: 'shown', requires: ['asks-client'] },
  /** A request of the server that the client answers is reported as resolved. */
  'answered-requests': { kind: 'shown', requires: ['resolved-requests'] },
  /** A request to the model is retried, or fails after retries. */
  retries: { kind: 'shown', requires: ['further-requests'] },
  /** A stream of the model breaks off, and codex requests it again. */
  'repeated-streams': { kind: 'shown', requires: ['retries'] },
  /** A turn fails with an HTTP error of the model. */
  'http-errors': { kind: 'shown', requires: ['failed-turn'] },
  /** A thread is reported again after it was created. */
  'known-thread': { kind: 'shown', requires: ['known-history'] },
  /** The history of a thread is reported. */
  'known-history': { kind: 'shown' },
  /** The client reads the configuration. */
  'reads-config': { kind: 'shown' },
  /** The client requests lists, such as of models or threads. */
  lists: { kind: 'shown' },
  /** The client requests the same list as a whole and page by page. */
  pages: { kind: 'shown', requires: ['lists'] },
  /** The user configures a catalogue of models, and the client lists it. */
  'given-models': { kind: 'shown' },
  /** The client lists skills. */
  'lists-skills': { kind: 'shown' },
  /** The client reads the account. */
  'reads-account': { kind: 'shown' },
  /** The client unsubscribes from a thread. */
  unsubscribes: { kind: 'shown' },
  /** The conversation of a thread is replaced by a summary of the model. */
  compactions: { kind: 'shown' },
  /** The client lists threads, and the turns of one. */
  'listed-threads': { kind: 'shown' },
  /** The client sets the instructions of a thread, or settings of a single turn. */
  'turn-settings': { kind: 'shown' },
  /** The model calls a tool, and codex sends it the output. */
  'tool-calls': { kind: 'shown', requires: ['further-requests'] },
  /** A thread sends the model a request after its first. */
  'further-requests': { kind: 'shown', requires: ['several-requests'] },
  /** The model receives several requests. */
  'several-requests': { kind: 'shown' },
} as const satisfies Record<string, Entry>;

/** One of {@link PRECONDITIONS}. */
export type Precondition = keyof typeof PRECONDITIONS;

const TABLE: ReadonlyMap<string, Entry> = new Map(Object.entries(PRECONDITIONS));

/** A plan asks for those of all scenarios, of which many break and show the same. */
const known = new Map<string, ReadonlySet<Precondition>>();

/** The preconditions that hold in a scenario that breaks some and shows some. */
export function preconditionsIn(
  breaks: readonly Precondition[],
  shows: readonly Precondition[],
): ReadonlySet<Precondition> {
  const key = `${breaks.join()} ${shows.join()}`;
  const holding = known.get(key) ?? preconditionsOf(breaks, shows);
  known.set(key, holding);
  return holding;
}

function preconditionsOf(breaks: readonly Precondition[], shows: readonly Precondition[]): ReadonlySet<Precondition> {
  const shown: ReadonlySet<string> = withRequired(shows);
  const holds = (word: string): boolean => {
    const { kind, requires = [] } = TABLE.get(word)!;
    return kind === 'shown' ? shown.has(word) : !breaks.includes(word as Precondition) && requires.every(holds);
  };
  return new Set((Object.keys(PRECONDITIONS) as Precondition[]).filter(holds));
}

/** The preconditions with all that they require. */
export function withRequired(words: readonly Precondition[]): ReadonlySet<Precondition> {
  const all = new Set(words);
  // The loop also visits the elements that it adds.
  for (const word of all) for (const one of TABLE.get(word)?.requires ?? []) all.add(one as Precondition);
  return all;
}
