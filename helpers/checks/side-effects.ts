import { addFile, changeEachProcess, changeFiles } from '../mutations/recording.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { calledTools } from '../queries/called-tools.ts';
import { patchedFiles } from '../queries/patched-files.ts';
import type { FileRecord, ProcessRecord, Recording } from '../recording/recording.ts';
import { failIfAny, notApplicable, type Check, type CheckOutcome } from './check.ts';
import type { Evidence } from './verdict.ts';

const READ_ONLY = {
  kind: 'documented',
  reference: 'Codex documentation, Sandbox: in read-only, codex can read files and edit none',
} as const;

const NOT_RECORDED = 'the texts of files were not recorded';

/** Files that processes leave outside CODEX_HOME. */
export const sideEffectChecks: readonly Check[] = [
  {
    id: 'run/files/workspace-untouched',
    clause: 'In a read-only sandbox nothing is added to the workspace, except to its `.git` folder.',
    level: 'should',
    assumes: ['read-only', 'writes-nothing'],
    authority: READ_ONLY,
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
  {
    id: 'run/files/given-text-kept',
    clause: 'A file of the workspace keeps its text, unless a patch, a command or the option -o names it.',
    level: 'should',
    assumes: ['given-files'],
    authority: READ_ONLY,
    needsModel: true,
    judge(recording) {
      const { given_files: given, files, processes } = recording;
      if (given === undefined) return notApplicable(NOT_RECORDED, 'not-observed');
      const written = [
        ...processes.flatMap(({ argv }) => argv.filter((_, at) => argv[at - 1] === '-o')),
        ...calledTools(recording).map(({ raw }) => raw),
      ];
      const kept = given.filter(({ path, text }) => text !== null && !written.some((one) => one.includes(path)));
      return failIfAny(
        kept.flatMap(({ path, text }) => otherText(path, text, files)),
        kept.length,
        'files of the workspace, each with its text',
      );
    },
    unjudged: () => ({ 'files that were not recorded': withoutGivenFiles }),
    mutants: () => ({
      'alters a file of the user': changeTexts((text) => `${text}more\n`),
      'empties a file of the user': changeTexts(() => ''),
      'removes a file of the user': (recording) => {
        const given = new Set(recording.given_files?.map(({ path }) => path));
        return changeFiles((all) => all.filter(({ path }) => !given.has(path)))(recording);
      },
    }),
  },
  {
    id: 'run/files/patched-text',
    clause: 'A file that a patch added, changed or deleted has the text that the patch gives it, or is gone.',
    level: 'must',
    assumes: ['file-changes'],
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/apply-patch/src/lib.rs; codex-rs/core/tests/suite/apply_patch_cli.rs',
    },
    needsModel: true,
    judge(recording) {
      const patched = patchedFiles(recording);
      if (patched === undefined) return notApplicable(NOT_RECORDED, 'not-observed');
      return failIfAny(
        patched.flatMap(({ path, text }) => otherText(path, text, recording.files)),
        patched.length,
        'files of patches, each with the text that the patch gives it',
      );
    },
    unjudged: () => ({ 'files that were not recorded': withoutGivenFiles }),
    mutants: () => ({
      'writes another text': changeTexts((text) => text.replace(/\w/, '_')),
      'adds a line to a file': changeTexts((text) => `${text}more\n`),
      'writes no line feed at the end': changeTexts((text) => text.trimEnd()),
    }),
  },
];

/** The violation of a file that has another text than expected; null for a file that must not exist. */
function otherText(path: string, expected: string | null, files: readonly FileRecord[]): Evidence[] {
  const file = files.find((one) => one.place === 'workspace' && one.path === path);
  const actual = file?.text ?? (file === undefined ? null : `a ${file.kind} of ${file.size} bytes`);
  if (actual === expected) return [];
  return [
    {
      message: `${path} has another text`,
      file: 'files.json',
      expected: expected ?? 'no file',
      actual: actual ?? 'no file',
    },
  ];
}

/** Changes the texts of the files in the workspace. */
function changeTexts(change: (text: string) => string): Mutation {
  return changeFiles((all) =>
    all.map((file) =>
      file.text === undefined || file.place !== 'workspace' ? file : { ...file, text: change(file.text) },
    ),
  );
}

/** The recording of a suite that did not note the texts of files. */
function withoutGivenFiles(recording: Recording): Recording {
  const { given_files: _given, ...rest } = recording;
  return rest;
}

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
