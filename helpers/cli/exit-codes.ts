/** The exit codes of the command line, as its help explains them. A SuiteError has its own. */
export const EXIT_CODES = {
  0: 'success',
  1: 'a check failed, or a known failure passes',
  2: 'usage: wrong arguments, invalid input, or no match',
  3: 'environment: codex, login, registry, disk or Node.js',
  4: 'not all is known (can-i-upgrade --strict)',
  70: 'a defect of this suite',
  130: 'interrupted',
} as const;

export const SUCCESS = 0;

/** Exit code for wrong arguments. */
export const USAGE = 2;

/** Exit code for a defect of the suite: `EX_SOFTWARE` of sysexits.h. */
export const INTERNAL_DEFECT = 70;
