import { failIfAny, type Check } from '../../checks/check.ts';
import type { Authority } from '../../checks/verdict.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { eachRequest } from '../../checks/exec/request-contents.ts';
import { changeEachRequest, changeRequestBodies } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { stderrFileOf } from '../../queries/process-files.ts';
import { objectOf } from '../../util/json-object.ts';
import { beside } from '../beside.ts';
import { ENUMERATIONS, WINNERS, WRONG_VALUE } from './precedence.ts';

const REFERENCE = {
  kind: 'documented',
  reference: 'Codex documentation, Configuration reference: the values of each key',
} as const satisfies Authority;

const winnerReachesModel = eachRequest(
  {
    id: 'exec/config/nearest-place-wins',
    clause:
      'Of several places that name the model the nearest wins: -m before -c, -c before files, a profile or a trusted project before the user.',
    level: 'must',
    authority: { kind: 'documented', reference: 'Codex documentation, Configuration: precedence' },
    mutants: () => ({
      'ignores -m': insteadOf('of-flag', 'of-override'),
      'ignores -c': insteadOf('of-override', 'of-user'),
      'ignores a project and a profile': (recording) =>
        insteadOf('of-project', 'of-user')(insteadOf('of-profile', 'of-user')(recording)),
      'asks for its default model': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
    }),
  },
  ({ body, process }, { scenario }) => {
    const expected = WINNERS[scenario]?.[process - 1] ?? 'none';
    const actual = String(objectOf(body)['model']);
    return actual === expected ? undefined : { subject: 'the model', expected, actual };
  },
);

const wrongValueNamed: Check = {
  id: 'exec/config/wrong-value-named',
  clause: 'The refusal of a value that is not on the list of its setting names the value.',
  level: 'should',
  authority: REFERENCE,
  language: 'exec',
  judge({ processes }) {
    const found = processes
      .filter(({ stderr }) => !stderr.includes(WRONG_VALUE))
      .map((process) => ({
        message: `process ${process.process}: the refusal of ${ENUMERATIONS[process.process - 1]} does not name the value`,
        file: stderrFileOf(process),
        expected: WRONG_VALUE,
        actual: process.stderr,
      }));
    return failIfAny(found, processes.length, 'refused values, each named');
  },
  mutants: () => ({
    'names no value': changeEachProcess(({ stderr }) => ({ stderr: stderr.replaceAll(WRONG_VALUE, 'it') })),
    'refuses without a message': changeEachProcess(() => ({ stderr: '' })),
  }),
};

/** Places of one setting, and values that no list has. */
export const precedenceChecks = beside({
  'exec/config/precedence': [winnerReachesModel],
  'exec/config/precedence-of-profile': [winnerReachesModel],
  'exec/config/wrong-enumeration': [
    refusal({
      id: 'exec/config/wrong-value-refused',
      clause:
        'A value that is not on the list of its setting ends codex with a code other than 0 before the model is asked.',
      level: 'must',
      authority: REFERENCE,
    }),
    wrongValueNamed,
  ],
});

function insteadOf(model: string, other: string): Mutation {
  return changeEachRequest((body) => (body['model'] === model ? { ...body, model: other } : body));
}
