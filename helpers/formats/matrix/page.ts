import { asset, clientScript, policy } from '../html/assets.ts';
import type { Matrix } from '../../versions/matrix/format.ts';
import { pageData } from './page-data.ts';

/** The modules of the page, each after those that it imports from. */
const MODULES = [
  'dom',
  'data',
  'verdicts',
  'rows',
  'state',
  'theme',
  'details',
  'findings',
  'controls',
  'grid',
  'main',
];

/**
 * The text of `index.html`: one file that loads nothing else. Its policy allows only the style and the script that are in
 * it, by their hashes; the data is in an element that is never run.
 */
export function matrixPage(matrix: Matrix): string {
  const style = `\n${asset('style.css')}`;
  const script = clientScript(MODULES);
  const parts: Readonly<Record<string, string>> = {
    policy: policy(style, script),
    style: `<style>${style}</style>`,
    data: `<script id="data" type="application/json">${dataText(pageData(matrix))}</script>`,
    script: `<script>${script}</script>`,
  };
  return asset('page.html').replaceAll(/<!-- (\w+) -->/g, (_, name: string) => parts[name] ?? '');
}

/** JSON that cannot end the element that it is in: neither `</script>` nor `<!--` can be written without `<`. */
export function dataText(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}
