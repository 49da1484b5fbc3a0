import { expect, test } from 'vitest';
import { isLauncher } from '../../../helpers/codex/native.ts';
import { targetOf } from '../../../helpers/codex/platform.ts';

test.each([
  ['/n/@openai/codex/bin/codex.js', true],
  ['/n/@openai/codex/codex.js', false],
  ['/n/@openai/codex/bin/codex', false],
  ['/usr/bin/codex', false],
])('isLauncher(%s) is %s', (path, expected) => {
  expect(isLauncher(path)).toBe(expected);
});

test('there is a target for each platform that upstream builds for', () => {
  const platforms = ['linux', 'darwin', 'win32', 'freebsd'].flatMap((platform) =>
    ['x64', 'arm64', 'ia32'].map((arch) => [platform, arch] as const),
  );
  expect(
    platforms
      .map(([platform, arch]) => [platform, arch, targetOf(platform, arch)])
      .filter(([, , target]) => target !== undefined),
  ).toMatchInlineSnapshot(`
    [
      [
        "linux",
        "x64",
        {
          "executable": "codex",
          "packageName": "codex-linux-x64",
          "triple": "x86_64-unknown-linux-musl",
        },
      ],
      [
        "linux",
        "arm64",
        {
          "executable": "codex",
          "packageName": "codex-linux-arm64",
          "triple": "aarch64-unknown-linux-musl",
        },
      ],
      [
        "darwin",
        "x64",
        {
          "executable": "codex",
          "packageName": "codex-darwin-x64",
          "triple": "x86_64-apple-darwin",
        },
      ],
      [
        "darwin",
        "arm64",
        {
          "executable": "codex",
          "packageName": "codex-darwin-arm64",
          "triple": "aarch64-apple-darwin",
        },
      ],
      [
        "win32",
        "x64",
        {
          "executable": "codex.exe",
          "packageName": "codex-win32-x64",
          "triple": "x86_64-pc-windows-msvc",
        },
      ],
      [
        "win32",
        "arm64",
        {
          "executable": "codex.exe",
          "packageName": "codex-win32-arm64",
          "triple": "aarch64-pc-windows-msvc",
        },
      ],
    ]
  `);
});
