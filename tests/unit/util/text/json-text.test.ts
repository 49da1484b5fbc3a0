import { expect, test } from 'vitest';
import { jsonText } from '../../../../helpers/util/text/json-text.ts';

test('control characters are escaped and read back', () => {
  const value = { reply: 'a\u001b[2J\u009b\u202e"\u0000é\ud800', list: [1] };
  const text = jsonText(value);
  expect(text).toMatchInlineSnapshot(`
    "{
      "reply": "a\\u001b[2J\\u009b\\u202e\\"\\u0000é\\ud800",
      "list": [
        1
      ]
    }
    "
  `);
  expect(JSON.parse(text)).toEqual(value);
});
