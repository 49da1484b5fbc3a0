import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../helpers/codex/cache-folder.ts';
import { identify } from '../helpers/codex/identify.ts';
import { findCodex } from '../helpers/codex/locate.ts';
import { probe } from '../helpers/codex/probe.ts';
import { createRunFolder, removeRunFolder } from '../helpers/codex/run-folder.ts';
import { emittedSchema } from '../helpers/codex/schema.ts';
import { protocolCoverageJson, protocolCoveragePage } from '../helpers/formats/protocol-coverage.ts';
import { fallenNumbers, protocolCoverage, protocolCoverageSchema } from '../helpers/proof/protocol/coverage.ts';
import { HELP_ARGUMENTS, declaredBy, type Command, type Declared } from '../helpers/proof/protocol/declared.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import { recordingsIn } from '../helpers/versions/facts/recordings-in.ts';

const FIGURES = fileURLToPath(new URL('../docs/protocol-coverage.json', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/protocol-coverage.md', import.meta.url));

/** The elements that the pinned codex declares, and its version. */
export async function declaredByPinned(): Promise<{ readonly version: string; readonly declared: Declared }> {
  const found = findCodex('pinned', { cwd: SUITE_ROOT, suiteRoot: SUITE_ROOT, env: process.env });
  const cache = cacheFolder(process.env);
  const codex = await identify(found, cache);
  const folder = createRunFolder();
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder.path, CODEX_HOME: folder.path };
    const help = await Promise.all(
      Object.entries(HELP_ARGUMENTS).map(async ([command, args]) => [
        command,
        (await probe(found.path, args, env)).stdout,
      ]),
    );
    const declared = declaredBy({
      stable: await emittedSchema(codex, cache),
      experimental: await emittedSchema(codex, cache, { isExperimental: true }),
      help: Object.fromEntries(help) as Record<Command, string>,
    });
    return { version: codex.version, declared };
  } finally {
    await removeRunFolder(folder);
  }
}

// `npm run protocol -- DIR [--write]`: what the recordings of a whole run exercise of the protocol. Without --write it fails if
// less is exercised than in `docs/protocol-coverage.json`.
if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
  const { version, declared } = await declaredByPinned();
  const recordings = await recordingsIn(positionals[0] ?? 'outputs/recordings');
  const coverage = protocolCoverage(version, recordings, declared);
  if (values.write === true) {
    await writeFileAtomic(FIGURES, protocolCoverageJson(coverage));
    await writeFileAtomic(PAGE, protocolCoveragePage(coverage));
  } else {
    const fallen = fallenNumbers(protocolCoverageSchema.parse(JSON.parse(await readFile(FIGURES, 'utf8'))), coverage);
    process.stdout.write(fallen.map((line) => `✗ ${line}\n`).join(''));
    process.exitCode = fallen.length === 0 ? 0 : 1;
  }
}
