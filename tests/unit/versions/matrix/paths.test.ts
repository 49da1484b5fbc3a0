import { expect, test } from 'vitest';
import { versionFile } from '../../../../helpers/versions/matrix/paths.ts';

test.for([
  ['0.99.0-alpha.1+b', '/out/0.99.0-alpha.1+b.json'],
  ['1.2.3/../../x', '/out/1.2.3_.._.._x.json'],
  ['../codex', '/out/_._codex.json'],
  ['', '/out/.json'],
])('version %j has the file %s', ([version, file]) => {
  expect(versionFile('/out', version!)).toBe(file);
});
