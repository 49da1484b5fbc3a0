import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import { writeSchemas } from '../../../scripts/schemas.ts';

test('every schema is written under its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeSchemas(folder);
  const written = await Promise.all(
    Object.keys(jsonSchemas()).map(
      async (name) => [name, JSON.parse(await readFile(join(folder, name), 'utf8'))] as const,
    ),
  );
  expect(Object.fromEntries(written)).toEqual(jsonSchemas());
});
