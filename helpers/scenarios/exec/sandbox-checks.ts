import { failIfAny, untestable, type Check, type CheckOutcome } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeToolOutputs } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { shellCalls } from '../../queries/shell-calls.ts';
import type { FileRecord, Recording } from '../../recording/recording.ts';
import { beside } from '../beside.ts';
import { RUNS, SANDBOXES, TARGETS, VISITS, WELCOME, wrote, type TargetName } from './sandbox.ts';

const NAMES = Object.keys(TARGETS) as TargetName[];
const OUTSIDE_GIT = NAMES.filter((name) => name !== 'repository');

const DOCUMENTED = {
  kind: 'documented',
  reference: 'Codex documentation, Sandbox: read-only, workspace-write with its roots and network, full access',
} as const;

const writesAsAllowed: Check = {
  id: 'exec/sandbox/writes-as-allowed',
  clause:
    'A command writes where its sandbox allows it and nowhere else: the workspace, the temporary folder, added folders.',
  level: 'must',
  authority: DOCUMENTED,
  language: 'exec',
  needsModel: true,
  judge: (recording) => judgeWrites(recording, OUTSIDE_GIT),
  unjudged: () => ({ 'a sandbox that runs no command': runsNothing }),
  mutants: () => ({
    'writes beside the workspace': toggle('outside'),
    'cannot write below the workspace, or can': toggle('below'),
    'ignores an added folder, or adds it': toggle('added'),
  }),
};

const repositoryProtected: Check = {
  id: 'exec/sandbox/repository-protected',
  clause: 'A command writes to the .git folder of the workspace only without a sandbox.',
  level: 'must',
  authority: DOCUMENTED,
  language: 'exec',
  needsModel: true,
  judge: (recording) => judgeWrites(recording, ['repository']),
  unjudged: () => ({ 'a sandbox that runs no command': runsNothing }),
  mutants: () => ({
    'writes into the repository, or cannot': toggle('repository'),
    'writes into the repository as well as elsewhere, or cannot': (recording) =>
      toggle('repository')(toggle('temporary')(recording)),
  }),
};

const reachesAsAllowed: Check = {
  id: 'exec/sandbox/reaches-as-allowed',
  clause: 'A command reaches a server on loopback only if its sandbox has the network.',
  level: 'must',
  authority: DOCUMENTED,
  language: 'exec',
  needsModel: true,
  judge: (recording) =>
    inSandbox(recording, ({ reaches }) => {
      const expected = reaches ? 'a visit' : 'no visit';
      const actual = isVisited(recording) ? 'a visit' : 'no visit';
      const message = `the server on loopback received ${actual}, expected ${expected}`;
      return failIfAny(
        expected === actual ? [] : [{ message, file: 'files.json', expected, actual }],
        1,
        'servers on loopback, reached as the sandbox allows it',
      );
    }),
  unjudged: () => ({ 'a sandbox that runs no command': runsNothing }),
  mutants: () => ({
    'reaches the server, or does not': (recording) =>
      isVisited(recording) ? withoutFile('home', VISITS)(recording) : addFile('home', VISITS, 'visit\n')(recording),
    'sends nothing, or something': (recording) =>
      isVisited(recording)
        ? changeFiles((all) => all.map((file) => (file.path === VISITS ? { ...file, text: '' } : file)))(recording)
        : addFile('home', VISITS, 'visit\nvisit\n')(recording),
  }),
};

const reportedAsDone: Check = {
  id: 'exec/sandbox/model-told-as-done',
  clause: 'The output that the model receives reports exactly the writes and visits that a command did.',
  level: 'must',
  authority: DOCUMENTED,
  language: 'exec',
  needsModel: true,
  judge: (recording) =>
    inSandbox(recording, () => {
      const output = linesOfOutput(recording);
      const done = [
        ...NAMES.map((name) => ({ text: wrote(name), isDone: isWritten(recording, name) })),
        { text: WELCOME, isDone: isVisited(recording) },
      ];
      const found = done
        .filter(({ text, isDone }) => output.includes(text) !== isDone)
        .map(({ text, isDone }) => ({
          message: `the output that the model receives ${isDone ? 'lacks' : 'has'} "${text}"`,
          file: 'model.jsonl',
          expected: isDone ? text : `no "${text}"`,
          actual: output.join(' | '),
        }));
      return failIfAny(found, done.length, 'effects of a command, reported to the model exactly if done');
    }),
  unjudged: () => ({ 'a sandbox that runs no command': runsNothing }),
  mutants: () => ({
    'reports each write as done': changeToolOutputs((text) => withLines(text, [...NAMES.map(wrote), WELCOME])),
    'loses the last of it': changeToolOutputs((text) =>
      text.includes(WELCOME) ? text.replace(WELCOME, '') : withLines(text, [WELCOME]),
    ),
    'reports a write outside the sandbox as done': changeToolOutputs((text) =>
      text.includes(wrote('root')) ? text.replace(wrote('root'), '') : withLines(text, [wrote('root')]),
    ),
  }),
};

/** What commands write and reach in each sandbox. */
export const sandboxChecks = beside(
  Object.fromEntries(
    Object.keys(SANDBOXES).map((name) => [
      name,
      [writesAsAllowed, repositoryProtected, reachesAsAllowed, reportedAsDone],
    ]),
  ),
);

type Sandbox = (typeof SANDBOXES)[string];

/** Judges a sandbox in which a command has run; what the kernel cannot confine is untestable. */
function inSandbox(recording: Recording, judge: (sandbox: Sandbox) => CheckOutcome): CheckOutcome {
  const sandbox = SANDBOXES[recording.scenario];
  if (sandbox === undefined) return untestable(`${recording.scenario} has no sandbox`);
  const output = linesOfOutput(recording);
  if (!output.includes(RUNS)) return untestable(`no command runs in ${sandbox.mode}: ${output.join(' ')}`);
  return judge(sandbox);
}

function judgeWrites(recording: Recording, names: readonly TargetName[]): CheckOutcome {
  return inSandbox(recording, ({ writes }) => {
    const found = names.flatMap((name): Evidence[] => {
      const { place, path } = TARGETS[name];
      const expected = fileWord(writes.includes(name));
      const actual = fileWord(isWritten(recording, name));
      if (expected === actual) return [];
      return [
        { message: `${path} in ${place}: ${actual}, expected ${expected}`, file: 'files.json', expected, actual },
      ];
    });
    return failIfAny(found, names.length, 'files, each written exactly where the sandbox allows it');
  });
}

function fileWord(isThere: boolean): string {
  return isThere ? 'a file' : 'no file';
}

function linesOfOutput(recording: Recording): string[] {
  return shellCalls(calledTools(recording)).flatMap(({ output = '' }) => output.split(/\r?\n/));
}

function isWritten({ files }: Recording, name: TargetName): boolean {
  const { place, path } = TARGETS[name];
  return files.some((file) => file.place === place && file.path === path);
}

function isVisited({ files }: Recording): boolean {
  return files.some(({ path, text }) => path === VISITS && text?.startsWith('visit\n') === true);
}

/** Adds the file of a target, or removes it. */
function toggle(name: TargetName): Mutation {
  const { place, path } = TARGETS[name];
  return (recording) => (isWritten(recording, name) ? withoutFile(place, path) : addFile(place, path))(recording);
}

function withoutFile(place: FileRecord['place'], path: string): Mutation {
  return changeFiles((all) => all.filter((file) => file.place !== place || file.path !== path));
}

/** Adds printed lines to an output, which some versions send as JSON. */
function withLines(text: string, lines: readonly string[]): string {
  return text.replace(RUNS, [RUNS, ...lines].join(text.startsWith('{') ? '\\n' : '\n'));
}

const runsNothing = changeToolOutputs((text) => text.replace(RUNS, 'bwrap: No permissions to create a new namespace'));
