import { expect, test } from 'vitest';
import { withIntegerLimits } from '../../../helpers/app-server/integer-formats.ts';

test.for([
  ['uint8', 0, 255],
  ['uint16', 0, 65_535],
  ['uint32', 0, 4_294_967_295],
  ['uint', 0, 2 ** 64 - 1],
  ['int32', -2_147_483_648, 2_147_483_647],
  ['int64', -(2 ** 63), 2 ** 63 - 1],
] as const)('%s is from %d to %d', ([format, minimum, maximum]) => {
  const schema = { anyOf: [{ type: 'integer', format }] };
  expect(withIntegerLimits(schema)).toEqual({ anyOf: [{ type: 'integer', format, minimum, maximum }] });
});

test('other formats, a narrower limit and names stay', () => {
  const schema = {
    properties: { format: { type: 'string' }, count: { format: 'uint8', minimum: 1 }, rate: { format: 'double' } },
  };
  expect(withIntegerLimits(schema)).toEqual({
    properties: { ...schema.properties, count: { format: 'uint8', minimum: 1, maximum: 255 } },
  });
});
