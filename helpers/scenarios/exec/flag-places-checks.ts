import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { stderrFileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';
import { UNKNOWN_FLAG } from './flag-places.ts';

const listedAccepted: Check = {
  id: 'exec/flags/listed-accepted',
  clause:
    'Each flag that the help of a command lists is accepted after the name of that command, with a value of its kind.',
  level: 'must',
  authority: { kind: 'documented', reference: 'codex COMMAND --help' },
  language: 'exec',
  judge({ processes }) {
    const asked = processes.filter(({ argv }) => argv.includes(UNKNOWN_FLAG));
    if (asked.length === 0) return untestable('no command was called with the flags of its help');
    const found = asked.flatMap((process): Evidence[] => {
      const [refused = 'no refusal'] = /^error: .*$/m.exec(process.stderr) ?? [];
      if (refused.includes(`'${UNKNOWN_FLAG}'`)) return [];
      const message = `process ${process.process}: a flag of the help is refused`;
      return [{ message, file: stderrFileOf(process), expected: `'${UNKNOWN_FLAG}' refused`, actual: refused }];
    });
    const flags = asked.flatMap(({ argv }) => argv.filter((one) => one.startsWith('--')));
    return failIfAny(found, flags.length - asked.length, 'flags of helps, each accepted by its command');
  },
  unjudged: () => ({
    'no flags': changeEachProcess(({ argv }) => ({ argv: argv.filter((one) => one !== UNKNOWN_FLAG) })),
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
