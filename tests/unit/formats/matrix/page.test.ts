import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataText, matrixPage } from '../../../../helpers/formats/matrix/page.ts';
import { HOSTILE } from '../../reporters/hostile.ts';
import { matrixOf } from './matrix-fixture.ts';

const CLIENT = new URL('../../../../helpers/formats/assets/client/', import.meta.url);

const PAGE = matrixPage(matrixOf({ '0.1.0': {}, '0.2.0': { verdict: 'fail', evidence: [{ message: HOSTILE }] } }));

function inside(element: string): string {
  return new RegExp(`<${element}>([^]*?)</${element.split(' ')[0]}>`).exec(PAGE)?.[1] ?? '';
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('allows only its own style and script', () => {
  expect(/http-equiv="Content-Security-Policy" content="(.*?)"/.exec(PAGE)?.[1]).toBe(
    `default-src 'none'; style-src ${hash(inside('style'))}; script-src ${hash(inside('script'))}; base-uri 'none'; form-action 'none'`,
  );
});

test('has its parts once and loads nothing', () => {
  const count = (pattern: RegExp) => [...PAGE.matchAll(pattern)].length;
  expect([count(/<script\b/g), count(/<\/script>/g), count(/<style\b/g), count(/<!--/g)]).toEqual([2, 2, 1, 0]);
  expect(PAGE.replace(/<script id="data".*?<\/script>/s, '')).not.toMatch(
    /\b(?:src|href)="(?!#)|url\(|@import|https?:/,
  );
});

test('escapes data that could end its element', () => {
  const text = dataText({ text: '</script><!--<script>' });
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ text: '</script><!--<script>' });
});

test('writes deceptive characters visibly', () => {
  expect(PAGE).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
  const data = /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(PAGE)?.[1] ?? '';
  expect(JSON.stringify(JSON.parse(data))).toContain(String.raw`\\u202egpj.exe\\u2066`);
});

test('has every client module, with unique names', () => {
  // That of another page.
  const own = readdirSync(CLIENT).filter((name) => name !== 'report.js');
  const modules = own.map((name) => readFileSync(new URL(name, CLIENT), 'utf8'));
  const names = modules.flatMap((text) =>
    [...text.matchAll(/^(?:export )?(?:function|const|let) (\w+)/gm)].map((match) => match[1]!),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const script = inside('script');
  expect(names.filter((name) => !new RegExp(String.raw`^(?:function|const|let) ${name}\b`, 'm').test(script))).toEqual(
    [],
  );
  expect(script).not.toMatch(/^(?:import|export) /m);
  expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\beval\b/);
});
