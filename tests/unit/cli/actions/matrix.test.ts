import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { matrix } from '../../../../helpers/cli/actions/matrix.ts';
import type { MatrixOptions } from '../../../../helpers/cli/commands/matrix.ts';
import { failureOf, program, temporaryFolder, write } from '../../codex/temporary.ts';
import { capturedIo } from '../captured-io.ts';

const OPTIONS: MatrixOptions = { merge: [], out: 'out', only: [], defaultBaseline: true, failOn: 'nothing' };

/** What the command says to these options in a folder of its own, with its paths taken out, and whether it wrote anything. */
async function refusal(options: Partial<MatrixOptions>, prepare: (cwd: string) => void = () => undefined) {
  const cwd = temporaryFolder();
  prepare(cwd);
  const io = { ...capturedIo({ env: { PATH: cwd, HOME: cwd, XDG_CACHE_HOME: join(cwd, 'cache') } }), cwd };
  const { kind, message } = await failureOf(() => matrix({ ...OPTIONS, ...options }, io));
  return { kind, message: message.replaceAll(cwd, '<cwd>'), versions: existsSync(join(cwd, 'out/versions')) };
}

/** Prints a version and the help of a codex, whatever it is asked. */
const CODEX = String.raw`printf 'codex-cli 1.2.3\nCommands:\n  exec  Run\n'`;

test.for([
  [{}, 'matrix needs either --codex C or --merge DIR.'],
  [{ codex: 'pinned', merge: ['shards'] }, 'matrix needs either --codex C or --merge DIR.'],
  [{ codex: 'pinned', only: ['no/such'] }, 'Nothing matches --only no/such.'],
  [
    { codex: 'pinned', shard: '5/4' },
    '--shard expects the number of a shard and the number of shards, received "5/4".',
  ],
  [{ merge: ['nothing'] }, '--merge <cwd>/nothing: the folder has no output of a sweep.'],
] as [Partial<MatrixOptions>, string][])('rejects %j: %s', async ([options, message]) => {
  expect(await refusal(options)).toEqual({ kind: 'usage', message, versions: false });
});

function withTwoBinaries(cwd: string): void {
  for (const name of ['a', 'b']) program(join(cwd, name), CODEX);
}

function withFileInTheWay(cwd: string): void {
  program(join(cwd, 'codex'), CODEX);
  write(join(cwd, 'out'), 'in the way');
}

test('rejects two binaries of one version', async () => {
  expect(await refusal({ codex: './a,./b' }, withTwoBinaries)).toEqual({
    kind: 'usage',
    message: 'Two of the codexes are 1.2.3, and a matrix has one column for each version.',
    versions: false,
  });
});

test('reports an unwritable output folder before it plays', async () => {
  expect(await refusal({ codex: './codex' }, withFileInTheWay)).toEqual({
    kind: 'environment',
    message: 'Cannot write to <cwd>/out: a part of the path is a file, not a folder (EEXIST).',
    versions: false,
  });
});
