import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { xmlDocument } from '../../../../helpers/formats/run/xml.ts';
import { readXml } from '../../reporters/xml-reader.ts';

const HOSTILE = `\u001b[31m\u0000\u202e<script>]]>&amp;"'\n\t\r\ud800\ufffe`;

function document(text: string): string {
  return xmlDocument({
    name: 'a',
    attributes: { value: text, none: undefined },
    children: [{ name: 'b', attributes: { n: 1 }, children: [text] }],
  });
}

test('escapes untrusted text in attributes and text', () => {
  expect(document(HOSTILE)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <a value="\\u001b[31m\\u0000\\u202e&lt;script&gt;]]&gt;&amp;amp;&quot;&apos;&#10;&#9;\\u000d\\ud800\\ufffe">
      <b n="1">\\u001b[31m\\u0000\\u202e&lt;script&gt;]]&gt;&amp;amp;"'
    	\\u000d\\ud800\\ufffe</b>
    </a>
    "
  `);
});

test('adds no space to an element beside text', () => {
  const mixed = { name: 'a', attributes: {}, children: ['x', { name: 'b', attributes: {}, children: [] }] };
  expect(xmlDocument(mixed)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a>x<b/></a>\n');
});

test('reads printable text back', () => {
  const text = 'a < b && c > "d" \'e\' ]]> 漢字 😀\n\tnext';
  const root = readXml(document(text));
  expect(root.attributes).toEqual({ value: text });
  expect(root.children).toContainEqual({ name: 'b', attributes: { n: '1' }, children: [text] });
});

test('writes a well-formed document for any text', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      expect(readXml(document(`${HOSTILE}${String.fromCharCode(...units)}`)).name).toBe('a');
    }),
  );
});
