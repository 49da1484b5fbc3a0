import { join } from 'node:path';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { writeJson } from '../../util/fs/write-json.ts';
import { matrixMarkdown } from './markdown.ts';
import { type Matrix, MATRIX_FILE, matrixSchema } from '../../versions/matrix/format.ts';
import { matrixPage } from './page.ts';

/**
 * Writes `index.html`, `matrix.md` and, last, `matrix.json` into a folder, each one whole or not at all.
 * Throws a `SuiteError` where the folder cannot be written to.
 */
export async function writeMatrix(matrix: Matrix, folder: string): Promise<void> {
  await writeFileAtomic(join(folder, 'index.html'), matrixPage(matrix));
  await writeFileAtomic(join(folder, 'matrix.md'), matrixMarkdown(matrix));
  await writeJson(join(folder, MATRIX_FILE), matrixSchema, matrix);
}
