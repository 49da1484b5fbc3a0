/**
 * The kind of a {@link SuiteError}, which determines the exit code of the command line:
 * `usage` 2 (arguments, input files, nothing matched), `environment` 3 (codex, login, registry, disk), `interrupted` 130.
 */
export type ErrorKind = 'usage' | 'environment' | 'interrupted';

const EXIT_CODES = { usage: 2, environment: 3, interrupted: 130 } as const satisfies Record<ErrorKind, number>;

/** Options of {@link SuiteError}. */
export interface SuiteErrorOptions {
  /** The remedy, as a full sentence, printed on a separate line. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An error that a person can act on: printed as its message and hint, never as a stack trace.
 * Everything else that is thrown is a defect of the suite.
 */
export class SuiteError extends Error {
  readonly kind: ErrorKind;
  readonly hint: string | undefined;

  constructor(kind: ErrorKind, message: string, options: SuiteErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'SuiteError';
    this.kind = kind;
    this.hint = options.hint;
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}

/** The message of any thrown value, without its stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
