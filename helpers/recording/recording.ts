/** The version of the recording format. Raised when a reader of the older one could go wrong. */
export const RECORDING_SCHEMA_VERSION = 1;

/** The ways in which a program drives codex, in the order in which they are reported. */
export const MODES = ['exec_stateless', 'exec_persistent', 'app_server'] as const;

/** One way in which a program drives codex. */
export type Mode = (typeof MODES)[number];

/** Who answered codex: the suite's own model server, or the user's (nothing of that exchange is seen). */
export type ModelSource = 'scripted' | 'live';

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

/**
 * All that was observed in one scenario: the only input of judging.
 * On disk it is a folder; `save.ts` and `load.ts` say which field goes into which file.
 */
export interface Recording {
  readonly schema_version: typeof RECORDING_SCHEMA_VERSION;
  /** The scenario's name, such as `exec/resume/by-id`. */
  readonly scenario: string;
  /** Tells two ways of playing a scenario apart: a hash of all that decides what is sent to codex. Missing in live runs. */
  readonly fingerprint?: string | undefined;
  readonly mode: Mode;
  readonly model_source: ModelSource;
  readonly codex: RecordedCodex;
  /** What the scenario's author expects of this one interaction. Never shown to the scripted model. */
  readonly expected: Expectations;
  /** Facts of how the scenario was run that a reader of the results should know. */
  readonly notes: readonly string[];
  readonly processes: readonly ProcessRecord[];
  /** Each request that the scripted model got, in order of arrival. Empty in live runs. */
  readonly model: readonly ModelExchange[];
  /** Each attempt to leave loopback that the network guard saw. Empty in live runs. */
  readonly network: readonly NetworkAttempt[];
  /** What the scenario left in its world. Empty in live runs. */
  readonly files: readonly FileRecord[];
  /**
   * What the binary itself says of the messages of this app-server wire. Missing where that is not known: in other modes,
   * and for versions that emit no schema.
   */
  readonly protocol?: RecordedProtocol;
  /** Faults of the suite itself. A recording with one of these says nothing about codex. */
  readonly harness_errors: readonly string[];
}

/** The binary that was driven. */
export interface RecordedCodex {
  readonly version: string;
  readonly sha256: string;
  /** How it was found: `path`, `CODEX_BIN`, `PATH`. */
  readonly found_by: string;
  readonly path: string;
  /** Names of what the binary said that it can do, such as `exec.flag.ephemeral`. Sorted. */
  readonly capabilities: readonly string[];
}

/** The part of the JSON Schema of a binary's app-server protocol that one wire needs. */
export interface RecordedProtocol {
  /** The names of all methods that the binary knows, by who sends what. */
  readonly methods: Readonly<
    Record<'server notification' | 'server request' | 'client request' | 'client notification', readonly string[]>
  >;
  /** Schemas of the messages that are on the wire, such as `server notification turn/started` and `answer turn/start`. */
  readonly messages: Readonly<Record<string, unknown>>;
  /** What their references `#/definitions/…` lead to. */
  readonly definitions: Readonly<Record<string, unknown>>;
}

/** The expectations of a scenario, by turn. */
export interface Expectations {
  readonly turns: readonly ExpectedTurn[];
  /** True when the last turn continues the thread of the first in a new process. */
  readonly resumes: boolean;
  /** What the scenario does otherwise than a plain run. @default nothing */
  readonly departures?: readonly Departure[] | undefined;
}

/** One turn as the scenario's author put it. */
export interface ExpectedTurn {
  /** Counts from 1. */
  readonly turn: number;
  /** {@link ProcessRecord.process} of the process that runs it. */
  readonly process: number;
  readonly prompt: string;
  readonly expected_reply: string;
}

/** How a process came to its end. */
export type EndedBy =
  /** It exited, or something outside the suite killed it. */
  | 'itself'
  /** Killed by the suite: it outlived the deadline of its turn. */
  | 'deadline'
  /** Killed by the suite: it did not exit after the last event of its turn, or after its stdin was closed. */
  | 'hang'
  /** Killed by the suite: it printed more than is kept. Its stdout, or its wire, is cut there. */
  | 'output-limit'
  /** Killed by the suite because the run was interrupted. */
  | 'interrupt'
  /** It could not be started at all. */
  | 'spawn-error';

/** One codex process and all that it printed. */
export interface ProcessRecord {
  /** Counts from 1. From the second on it is part of the file names: `stdout.2.jsonl`. */
  readonly process: number;
  /** Arguments, without the program. */
  readonly argv: readonly string[];
  /** What was written to stdin before it was closed; null where the wire has it (app-server). */
  readonly stdin: string | null;
  /** Names of the environment variables that it was given. Sorted. */
  readonly env_names: readonly string[];
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly ended_by: EndedBy;
  /** Why it could not be started. */
  readonly spawn_error: string | null;
  readonly timing: ProcessTiming;
  /** Exactly what it printed; invalid UTF-8 became U+FFFD. Empty for app-server, whose stdout is the wire. */
  readonly stdout: string;
  /** Each line of the wire in both directions, in order. Empty for exec. */
  readonly wire: readonly WireLine[];
  readonly stderr: string;
  /** Commands of processes that it started and that still ran when it had exited. */
  readonly survivors: readonly string[];
}

/** Milliseconds, measured by the suite from the moment of the spawn. */
export interface ProcessTiming {
  /** When the first byte of stdout came; null if none did. */
  readonly first_output_ms: number | null;
  /** When the event came that ends the turn; null if none did. */
  readonly turn_ended_ms: number | null;
  /** When the process was gone. */
  readonly duration_ms: number;
}

/** One line of an app-server's stdio. */
export interface WireLine {
  /** Milliseconds since the process was spawned. */
  readonly t_ms: number;
  readonly from: 'client' | 'server';
  /** The line without its line break, exactly as it was sent. */
  readonly text: string;
}

/** One HTTP request that reached the scripted model. */
export interface ModelExchange {
  /** {@link ProcessRecord.process} of the process that ran when it arrived. */
  readonly process: number;
  /** Milliseconds since the scripted model was started. */
  readonly t_ms: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** In the order and spelling in which codex sent them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The parsed body; the text itself where it is not JSON; null where there is none. */
  readonly body: unknown;
  readonly reply: ModelReply;
  /** What is wrong with the request, or that no step of the script was left for it. */
  readonly violations: readonly string[];
}

/** What the scripted model answered. */
export interface ModelReply {
  readonly status: number;
  /** All bytes of the body that were written, as text. */
  readonly body: string;
  /** How the answer ended: whole, cut by the script, still open when the scenario ended, or closed by codex. */
  readonly ended_by: 'end' | 'reset' | 'open' | 'client';
}

/** One attempt to reach a host through the proxy that the world names. */
export interface NetworkAttempt {
  readonly process: number;
  /** Milliseconds since the network guard was started. */
  readonly t_ms: number;
  /** `host:port` for a tunnel, otherwise the absolute URL. */
  readonly target: string;
}

/** Where in its world a file lies. */
export type WorldPlace = 'home' | 'codex_home' | 'tmp' | 'workspace';

/** One file or folder that was not there when the scenario began. */
export interface FileRecord {
  readonly place: WorldPlace;
  /** Relative to the place, with `/` between its parts. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes; 0 for what is not a file. */
  readonly size: number;
  /** What is in it, where the scenario asks for that and it is short. */
  readonly text?: string | undefined;
  /** For a file of JSON Lines in CODEX_HOME: what its lines are. */
  readonly lines?: RecordedLines | undefined;
}

/** What the lines of a file are, without what they say. Sorted, each once. */
export interface RecordedLines {
  /** The `type` of a line with that of its `payload`: `event_msg/task_started`. */
  readonly kinds: readonly string[];
  /** The names of their fields. */
  readonly fields: readonly string[];
}
