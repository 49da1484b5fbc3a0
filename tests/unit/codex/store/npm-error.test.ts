import { expect, test } from 'vitest';
import { npmError, presentable } from '../../../../helpers/codex/store/npm-error.ts';

test('each reason that npm gives has words of its own', () => {
  const codes = [null, 'ENOENT_NPM', 'EINTEGRITY', 'ENOSPC', 'E401', 'ETARGET', 'ENOTFOUND', 'E503', 'EWHATEVER'];
  const messages = codes.map(
    (code) => npmError({ code, message: 'what npm message.' }, 'download codex 0.98.0').message,
  );
  expect(messages).toMatchInlineSnapshot(`
    [
      "Cannot download codex 0.98.0: npm failed: what npm message.",
      "Cannot download codex 0.98.0: no npm on PATH; published versions are downloaded with it.",
      "Cannot download codex 0.98.0: the checksum of the download differs from that of the registry (EINTEGRITY).",
      "Cannot download codex 0.98.0: no space is left on the disk (ENOSPC).",
      "Cannot download codex 0.98.0: the registry refuses (E401): what npm message.",
      "Cannot download codex 0.98.0: the registry does not have it (ETARGET).",
      "Cannot download codex 0.98.0: the registry is unreachable (ENOTFOUND): what npm message.",
      "Cannot download codex 0.98.0: the registry is unreachable (E503): what npm message.",
      "Cannot download codex 0.98.0: npm failed (EWHATEVER): what npm message.",
    ]
  `);
});

test.each([
  ['https://me:word@registry.test/x failed', 'https://<REDACTED>@registry.test/x failed'],
  ['GET https://registry.test/x?token=abc, once', 'GET https://registry.test/x?<REDACTED>, once'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer <REDACTED>'],
  ['//registry.test/:_authToken=abc', '//registry.test/:_authToken=<REDACTED>'],
  ['bad npm_abcdefghijkl', 'bad <REDACTED>'],
  ['several\n  lines', 'several lines'],
])('%j is shown as %j', (message, shown) => {
  expect(presentable(message)).toBe(shown);
});

test('what npm says is cut', () => {
  expect(presentable('x'.repeat(1000))).toBe(`${'x'.repeat(240)}…`);
});
