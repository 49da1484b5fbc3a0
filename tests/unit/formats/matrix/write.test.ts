import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { matrixMarkdown } from '../../../../helpers/formats/matrix/markdown.ts';
import { matrixPage } from '../../../../helpers/formats/matrix/page.ts';
import { writeMatrix } from '../../../../helpers/formats/matrix/write.ts';
import { syntheticMatrix } from './synthetic.ts';

test('writes data, Markdown and page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const matrix = syntheticMatrix({ versions: 12, scenarios: 6, checks: 16 });
  await writeMatrix(matrix, folder);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  expect((await readdir(folder)).toSorted()).toEqual(['index.html', 'matrix.json', 'matrix.md']);
  expect(JSON.parse(await read('matrix.json'))).toEqual(matrix);
  expect(await read('matrix.md')).toBe(matrixMarkdown(matrix));
  expect(await read('index.html')).toBe(matrixPage(matrix));
});
