import { untestableOfPrograms } from './exec/programs-untestable.ts';
import { execUntestable } from './exec/untestable.ts';
import {
  answers,
  both,
  eachProcess,
  events,
  notifications,
  requests,
  turns,
  type Mutation,
} from '../mutations/mutations.ts';
import { CHECKS } from '../scenarios/catalog.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { unjudgedOf } from './unjudged.ts';

/** In parts, so that no scanner takes it for a real one. */
const TOKEN = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
].join('.');

const noProcess: Mutation = (recording) => ({ ...recording, processes: [] });
const noRequest: Mutation = (recording) => ({ ...recording, model: [] });
const noTurn = turns(() => []);
const unconfined = eachProcess(() => ({ argv: ['exec', '--json', '--sandbox', 'workspace-write', '-'] }));

/** Recordings that do not hold what a check speaks of. */
export const UNTESTABLE: readonly Mutant[] = [
  ...CHECKS.flatMap((check) => mutantsOf(check.id, unjudgedOf(check))),
  ...mutantsOf('run/process/exits-by-itself', { 'no process': noProcess }),
  ...mutantsOf('run/process/leaves-no-child', { 'no process': noProcess }),
  ...mutantsOf('run/network/stays-on-loopback', { 'no request': noRequest }),
  ...mutantsOf('run/model/requests-well-formed', { 'no request': noRequest }),
  ...mutantsOf('run/model/asked-in-each-turn', { 'no turn': noTurn }),
  ...mutantsOf('run/model/asked-no-more-than-needed', { 'no request': noRequest }),
  ...mutantsOf('run/files/workspace-untouched', { 'no process': noProcess, 'another sandbox': unconfined }),
  ...mutantsOf('run/files/repository-untouched', { 'no process': noProcess, 'another sandbox': unconfined }),
  ...mutantsOf('run/files/home-untouched', { 'no process': noProcess }),
  ...mutantsOf('run/files/tmp-empty', { 'no process': noProcess }),
  ...mutantsOf('run/output/no-credentials', {
    'no process': noProcess,
    'a prompt with a credential': turns((all) => all.map((turn) => ({ ...turn, prompt: 'Is <REDACTED> a key?' }))),
    'a reply with one that no recorder took out': turns((all) =>
      all.map((turn) => ({ ...turn, expected_reply: `Bearer ${TOKEN}` })),
    ),
  }),
  ...execUntestable,
  ...untestableOfPrograms,
  ...mutantsOf('exec/resume/same-thread', {
    'no process': noProcess,
    'one process': (recording) => ({ ...recording, processes: recording.processes.slice(0, 1) }),
    'no thread in the first turn': eachProcess(({ process, stdout }) => ({ stdout: process === 1 ? '' : stdout })),
  }),
  ...mutantsOf('exec/resume/history-reaches-model', {
    'no turn': noTurn,
    'one turn': turns((all) => all.slice(0, 1)),
    'no request of the resumed turn': requests(() => []),
    'no reply in the first turn': eachProcess(({ process, stdout }) => ({ stdout: process === 1 ? '' : stdout })),
  }),
  ...mutantsOf('exec/resume/history-in-order', {
    'no turn': noTurn,
    'one turn': turns((all) => all.slice(0, 1)),
    'no request of the resumed turn': requests(() => []),
  }),
  ...mutantsOf('exec/resume/same-cache-key', {
    'no request': noRequest,
    'no request of the resumed turn': requests(() => []),
  }),
  ...mutantsOf('turn/reply/exact', { 'no turn': noTurn }),
  ...mutantsOf('turn/thread/id-known-to-model', {
    'no process': noProcess,
    'no request': noRequest,
    'no id in the requests of the last process': requests((exchange) => [
      { ...exchange, headers: [], body: { input: [] } },
    ]),
    'no id printed': both(
      events('thread.started', () => []),
      notifications('thread/started', () => []),
      answers(2, (answer) => [{ ...answer, result: {} }]),
    ),
  }),
];
