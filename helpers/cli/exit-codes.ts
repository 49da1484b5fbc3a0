/** The exit codes of the command line, as its help explains them. Errors that a person can act on bring their own. */
export const EXIT_CODES = {
  0: 'as expected',
  1: 'a check failed, or one passes that is known to fail',
  2: 'usage: wrong arguments, a bad input file, or nothing matched',
  3: 'environment: codex not found or not runnable, no login, registry out of reach, disk, wrong Node.js',
  70: 'a defect of this suite',
  130: 'interrupted',
} as const;

/** Exit code for wrong arguments. */
export const USAGE = 2;

/** Exit code for a defect of the suite: `EX_SOFTWARE` of sysexits.h. */
export const INTERNAL_DEFECT = 70;
