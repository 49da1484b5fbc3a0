import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateKeys } from '../../../helpers/exec/duplicate-keys.ts';
import { anyText } from './samples.ts';

test.for<[string, readonly string[]]>([
  ['{}', []],
  ['{"type":"turn.started"}', []],
  ['{"type":"item.completed","item":{"id":"item_0","type":"web_search","id":"ws_1","query":"q"}}', ['item.id']],
  ['{"type":"a","type":"b","item":{"id":1},"type":"c"}', ['type', 'type']],
  ['{"item":{"id":1},"item":{"id":2,"id":3}}', ['item', 'item.id']],
  [' { "id" : 1 , "item" : { "a" : [ 1 , { "x" : 1 , "x" : 2 } ] , "a" : {} } , "id" : 2 } ', ['item.a', 'id']],
  ['{"id":"\\"id\\":1","\\u0069d":2}', ['id']],
  ['{"a":"\\\\","a":"\\\\\\"","b":1}', ['a']],
  ['{"other":{"id":1,"id":2},"item":[{"id":1},{"id":2}],"list":["id","id"]}', []],
  ['{"x":{"item":{"id":1,"id":2}},"item":"id","text":"{\\"id\\":1,\\"id\\":2}"}', []],
  ['{"item":{"item":{"id":1,"id":2}}}', []],
])('finds the duplicate keys of %s', ([text, keys]) => {
  expect(duplicateKeys(text)).toEqual(keys);
});

test('finds any repeated key, and none in valid objects', () => {
  const object = fc.dictionary(anyText, fc.jsonValue({ maxDepth: 2 }), {
    minKeys: 1,
    maxKeys: 4,
  });
  fc.assert(
    fc.property(object, object, fc.nat(), fc.integer({ min: 0, max: 2 }), (event, item, pick, indent) => {
      const whole = { ...event, item };
      const text = JSON.stringify(whole, null, indent);
      expect(duplicateKeys(text)).toEqual([]);
      const keys = Object.keys(whole);
      const key = keys[pick % keys.length] ?? '';
      expect(duplicateKeys(`${text.slice(0, -1)},${JSON.stringify(key)}:null}`)).toEqual([key]);
    }),
  );
});
