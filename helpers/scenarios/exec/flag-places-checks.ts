import { failOrUntestable, untestable, type Check } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { stderrFileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';
import { UNKNOWN_FLAG } from './flag-places.ts';

const listedAccepted: Check = {
  id: 'exec/flags/listed-accepted',
  clause:
    'Of all flags of its help, each with a value of its kind, and an unknown flag, a command refuses only the unknown flag.',
  level: 'must',
  authority: { kind: 'documented', reference: 'codex COMMAND --help' },
  language: 'exec',
  judge({ processes }) {
    const asked = processes.filter(({ argv }) => argv.includes(UNKNOWN_FLAG));
    if (asked.length === 0) return untestable('no command was called with the flags of its help');
    const found = asked.flatMap((process): Evidence[] => {
      const [refused = 'no refusal'] = /^error: .*$/m.exec(process.stderr) ?? [];
      if (refused.includes(`'${UNKNOWN_FLAG}'`)) return [];
      const message = `process ${process.process}: the refusal does not name the unknown flag`;
      return [{ message, file: stderrFileOf(process), expected: `'${UNKNOWN_FLAG}' refused`, actual: refused }];
    });
    const listed = asked.map(({ argv }) => argv.filter((one) => one.startsWith('--') && one !== UNKNOWN_FLAG));
    const missing = listed.some(({ length }) => length === 0) ? ['the help of a command lists no flag'] : [];
    return failOrUntestable(found, missing, listed.flat().length, 'flags of help texts, none refused');
  },
  unjudged: () => ({
    'a help without flags': changeEachProcess(({ argv }) => ({
      argv: argv.filter((one) => !one.startsWith('--') || one === UNKNOWN_FLAG),
    })),
    'no command with flags': changeEachProcess(({ argv }) => ({ argv: argv.filter((one) => one !== UNKNOWN_FLAG) })),
  }),
  mutants: () => ({
    'refuses a flag of the help': changeEachProcess(() => ({
      stderr: "error: unexpected argument '--json' found\n\nUsage: codex exec [OPTIONS]\n",
    })),
    'refuses a value of its own list': changeEachProcess(() => ({
      stderr: "error: invalid value 'never' for '--color <COLOR>'\n",
    })),
    'refuses nothing': changeEachProcess(() => ({ stderr: '' })),
  }),
};

/** The flags of each command. */
export const flagPlaceChecks = beside({ 'exec/flags/each-accepted': [listedAccepted] });
