import { expect, test } from 'vitest';
import { layersOf, startOfEscape, toSource } from '../../../../helpers/recording/sanitise/unescape-map.ts';

test('undoes nested JSON and percent escapes', () => {
  const texts = [
    'plain',
    String.raw`a\nb\/\u0063\"\\`,
    String.raw`\\\"a\\\"`,
    String.raw`\u005cu002f`,
    '%2F%2f%41%C3%A9%F0%9F%98%80%252F',
    '%5Cu002f',
    '\u001B[1;31mred\u001B[0m',
    String.raw`\u001b[3mx`,
  ];
  expect(texts.map((text) => layersOf(text).all.map((layer) => layer.text))).toMatchInlineSnapshot(`
    [
      [
        "plain",
      ],
      [
        "a\\nb\\/\\u0063\\"\\\\",
        "a
    b/c"\\",
      ],
      [
        "\\\\\\"a\\\\\\"",
        "\\"a\\"",
        ""a"",
      ],
      [
        "\\u005cu002f",
        "\\u002f",
        "/",
      ],
      [
        "%2F%2f%41%C3%A9%F0%9F%98%80%252F",
        "//Aé😀%2F",
        "//Aé😀/",
      ],
      [
        "%5Cu002f",
        "\\u002f",
        "/",
      ],
      [
        "[1;31mred[0m",
        " red ",
      ],
      [
        "\\u001b[3mx",
        "[3mx",
        " x",
      ],
    ]
  `);
});

test('what only looks like an escape stays', () => {
  const texts = [String.raw`\x \u12g4 \u`, '%', '%2', '%zz', '%ff', '%c3x', '%e0%80%80', '\u001B', '\u001B['];
  expect(texts.map((text) => layersOf(text).all.map((layer) => layer.text))).toEqual(texts.map((text) => [text]));
});

test('knows the last layer without percent escapes undone', () => {
  const layers = layersOf(String.raw`\"%41\"`);
  expect(layers.all[layers.unescaped]?.text).toBe('"%41"');
});

test('tells from where each character came', () => {
  const source = String.raw`a\\nb%41%F0%9F%98%80c`;
  const layers = layersOf(source);
  const last = layers.all.length - 1;
  const { text } = layers.all[last]!;
  expect(
    ['a', '\n', 'b', 'A', '😀', 'c'].map((character) => {
      const start = text.indexOf(character);
      return [character, source.slice(toSource(layers, last, start), toSource(layers, last, start + character.length))];
    }),
  ).toEqual([
    ['a', 'a'],
    ['\n', String.raw`\\n`],
    ['b', 'b'],
    ['A', '%41'],
    ['😀', '%F0%9F%98%80'],
    ['c', 'c'],
  ]);
});

test('tells where the escape begins that a place is within', () => {
  const layers = layersOf(String.raw`a\u0041b`);
  expect([0, 1, 2, 6, 7, 8].map((position) => startOfEscape(layers, 0, position))).toEqual([0, 1, 1, 1, 7, 8]);
  expect(startOfEscape(layers, 1, 1)).toBe(1);
});

test('a text of nothing but backslashes is read in a few rounds', () => {
  expect(layersOf('\\'.repeat(100_000)).all.length).toBeLessThan(10);
});
