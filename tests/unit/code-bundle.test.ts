import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { buildCodeBundle } from '../../bin/build-code-bundle.js';
import { loadCases } from '../../helpers/inputs/cases.ts';
import * as sources from '../../helpers/scenarios/catalog.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { temporaryFolder } from './codex/temporary.ts';

test('a bundle has the scenarios of the sources', async () => {
  const folder = join(temporaryFolder(), 'bundle');
  await buildCodeBundle(SUITE_ROOT, ['helpers/scenarios/catalog.ts'], folder);
  const bundled = (await import(pathToFileURL(join(folder, 'catalog.mjs')).href)) as typeof sources;
  const cases = await loadCases();
  const fingerprints = [bundled, sources].map(({ scenariosIn }) =>
    scenariosIn({ cases, extended: true }).map(({ name, fingerprint }) => `${name} ${fingerprint}`),
  );
  expect(fingerprints[0]).toEqual(fingerprints[1]);
});
