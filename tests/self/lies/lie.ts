/** Changes of one channel between a program and codex. */
export interface Telling {
  readonly args?: (argv: string[]) => string[];
  readonly env?: (env: Record<string, string | undefined>) => Record<string, string | undefined>;
  /** Maps the prompt (exec) or each line (app-server). */
  readonly stdin?: (text: string) => string;
  /** Maps each line; null drops it. */
  readonly stdout?: (line: string) => string | null;
  /** Maps the body of each request to the model. */
  readonly request?: (body: unknown) => unknown;
  /** Maps the whole reply of the model. */
  readonly reply?: (events: string) => string;
  readonly exitCode?: (code: number | null) => number | null;
  /** Changes files when codex has exited, or returns lines for stdout. */
  readonly atEnd?: () => string | undefined;
}

/** One false statement of a codex. */
export interface Lie {
  /** The scenarios that show it. */
  readonly scenarios: readonly string[];
  /** The checks whose clause it breaks, by id. */
  readonly check: RegExp;
  /** The text of the evidence, place, expected and actual, of a check that noticed this very lie. @default any */
  readonly evidence?: RegExp;
  readonly exec?: Telling;
  readonly server?: Telling;
}

/** Lies of one theme, by the statement that is false. */
export type Lies = Readonly<Record<string, Lie>>;
