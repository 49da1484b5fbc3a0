import { changeEachProcess, addFile } from '../mutations/recording.ts';
import type { FileRecord, ProcessRecord, Recording } from '../recording/recording.ts';
import { failIfAny, notApplicable, type Check, type CheckOutcome } from './check.ts';

/** Files that processes leave outside CODEX_HOME. */
export const sideEffectChecks: readonly Check[] = [
  {
    id: 'run/files/workspace-untouched',
    clause: 'In a read-only sandbox nothing is added to the workspace, except to its `.git` folder.',
    level: 'should',
    assumes: ['read-only', 'writes-nothing'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Sandbox: in read-only, codex can read files and edit none',
    },
    needsModel: true,
    judge: (recording) =>
      readOnly(recording, ({ place, path }) => place === 'workspace' && !/^\.git(?:\/|$)/.test(path), 'the workspace'),
    unjudged: () => ({ 'another sandbox': unconfined }),
    mutants: () => ({
      'leaves a file in the workspace': addFile('workspace', 'notes.txt'),
      'leaves a folder in the workspace': addFile('workspace', '.codex/'),
      'leaves a file that looks like the repository': addFile('workspace', '.gitignore'),
    }),
  },
  {
    id: 'run/files/repository-untouched',
    clause: 'In a read-only sandbox nothing is added to the `.git` folder of the workspace.',
    level: 'may',
    assumes: ['read-only', 'writes-nothing'],
    authority: { kind: 'observed', reference: 'versions from 0.89.0 to 0.169.0' },
    needsModel: true,
    judge: (recording) =>
      readOnly(recording, ({ place, path }) => place === 'workspace' && /^\.git(?:\/|$)/.test(path), 'the .git folder'),
    unjudged: () => ({ 'another sandbox': unconfined }),
    mutants: () => ({
      'writes an object': addFile('workspace', '.git/objects/4b/825dc642cb6eb9a060e54bf8d69288fbee4904'),
      'leaves a lock': addFile('workspace', '.git/index.lock'),
    }),
  },
  {
    id: 'run/files/home-untouched',
    clause: 'codex keeps its state in CODEX_HOME and adds nothing to the home folder.',
    level: 'should',
    assumes: ['writes-nothing'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Configuration: CODEX_HOME is where codex keeps its state',
    },
    needsModel: true,
    judge: (recording) => nothingIn(recording, ({ place }) => place === 'home', 'the home folder'),
    mutants: () => ({
      'writes a configuration into the home folder': addFile('home', '.codex/config.toml'),
      'leaves a cache in the home folder': addFile('home', '.cache/'),
    }),
  },
  {
    id: 'run/files/tmp-empty',
    clause: 'When codex has exited, it leaves nothing in the folder for temporary files.',
    level: 'may',
    assumes: ['writes-nothing'],
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0' },
    needsModel: true,
    judge: (recording) => nothingIn(recording, ({ place }) => place === 'tmp', 'TMPDIR'),
    mutants: () => ({
      'leaves a file in TMPDIR': addFile('tmp', 'codex-bwrap-synthetic-mount-targets-0'),
      'leaves a folder in TMPDIR': addFile('tmp', 'codex-home/'),
    }),
  },
];

function readOnly(recording: Recording, isFault: (file: FileRecord) => boolean, where: string): CheckOutcome {
  const free = recording.processes.find((process) => !isReadOnly(process));
  if (free !== undefined) return notApplicable(`process ${free.process} was started without a read-only sandbox`);
  return nothingIn(recording, isFault, where);
}

function nothingIn(
  { processes, files }: Recording,
  isFault: (file: FileRecord) => boolean,
  where: string,
): CheckOutcome {
  const found = files.filter(isFault).map(({ kind, path }) => ({
    message: `${where}: a ${kind} was added`,
    file: 'files.json',
    actual: path,
  }));
  return failIfAny(found, processes.length, `processes added nothing to ${where}`);
}

function isReadOnly({ argv }: ProcessRecord): boolean {
  return argv[argv.indexOf('--sandbox') + 1] === 'read-only' || argv.includes('sandbox_mode="read-only"');
}

const unconfined = changeEachProcess(() => ({ argv: ['exec', '--json', '--sandbox', 'workspace-write', '-'] }));
