import * as fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

const character = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));

/** Text of any characters, without halves of surrogate pairs. The unit `binary` of fast-check takes a second to load. */
export const anyUnicode = fc.string({ unit: character });
