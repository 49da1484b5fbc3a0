import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { acting, outsideCode } from '../unit/reporters/inert.ts';
import { readXml } from '../unit/reporters/xml-reader.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

const COLOURS = { FORCE_COLOR: '1' };

describe('a codex that prints hostile text', { concurrent: true, timeout: 120_000 }, () => {
  test('is escaped in terminal, JUnit and report of a run', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('plants-hostile-text.js', sandbox.root);
    const ended = await sandbox.start(['run', '--core', '--codex', codex, '--out', sandbox.out], {
      env: COLOURS,
    });
    const { exitCode, stdout, stderr } = ended;
    expect([exitCode, acting(stdout), acting(stderr)]).toEqual([1, [], []]);
    expect(stdout).toContain('<script>globalThis.pwned = 1</script>');
    const [report, junit] = ['report.html', 'junit.xml'].map((file) => readFileSync(join(sandbox.out, file), 'utf8'));
    expect(report).toContain('&lt;script&gt;globalThis.pwned');
    // Its own.
    expect(report!.split('<script')).toHaveLength(2);
    expect([acting(report!), acting(junit!)]).toEqual([[], []]);
    expect(() => readXml(junit!)).not.toThrow();
  });

  test('is escaped in terminal, Markdown and page of matrix', async ({ sandbox, expect }) => {
    const codex = wrapPinnedCodex('plants-hostile-text.js', sandbox.root);
    const args = ['matrix', '--only', 'exec/stateless/sum', '--codex', `pinned,${codex}`, '--out', sandbox.out];
    const { exitCode, stdout, stderr } = await sandbox.start(args, { env: COLOURS });
    expect([exitCode, acting(stdout), acting(stderr)]).toEqual([0, [], []]);
    const [page, ...texts] = ['index.html', 'matrix.md', 'capabilities.md'].map((file) =>
      readFileSync(join(sandbox.out, file), 'utf8'),
    );
    for (const text of texts) {
      expect(acting(text)).toEqual([]);
      expect(outsideCode(text)).not.toMatch(/<script|<img|<!--|!\[|\]\(https|javascript:/);
    }
    // The text is there, escaped.
    expect(page).toContain('globalThis.pwned');
    expect(texts[1]).toContain('globalThis.pwned');
    expect(page).not.toContain('<script>globalThis');
  });
});
