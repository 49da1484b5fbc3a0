import { expect, test } from 'vitest';
import {
  cutInside,
  withCarriageReturns,
  withEventsTwice,
  withMalformedEvent,
} from '../../../helpers/model/broken-streams.ts';
import { says } from '../../../helpers/model/responses.ts';
import type { Step } from '../../../helpers/model/script.ts';

const REPLY = says('half of ü');

function bodyOf(step: Step): Buffer {
  const actions = step({ n: 1, headers: {}, body: { input: [] } });
  return Buffer.concat(actions.flatMap((one) => (one.do === 'bytes' ? [Buffer.from(one.bytes as Uint8Array)] : [])));
}

test('cuts a body after the first byte of a character', () => {
  const body = bodyOf(cutInside(REPLY, 'ü'));
  expect(body.at(-1)).toBe(Buffer.from('ü')[0]);
  expect(bodyOf(REPLY).subarray(0, body.length)).toEqual(body);
});

test('rejects a cut inside a text that the reply lacks', () => {
  expect(() => bodyOf(cutInside(REPLY, 'absent'))).toThrow('No such text in the reply: absent');
});

test('changes each line break to CR LF', () => {
  const lines = bodyOf(withCarriageReturns(REPLY)).toString().split('\r\n');
  expect(lines).toEqual(bodyOf(REPLY).toString().split('\n'));
});

test('repeats each event of one type and no other', () => {
  const events = bodyOf(withEventsTwice(REPLY, 'response.completed'))
    .toString()
    .match(/^event: .*$/gm);
  const original = bodyOf(REPLY)
    .toString()
    .match(/^event: .*$/gm)!;
  expect(events).toEqual([...original, 'event: response.completed']);
});

test('puts an event that is no JSON before the others', () => {
  const [first, ...rest] = bodyOf(withMalformedEvent(REPLY)).toString().split('\n\n');
  expect(() => JSON.parse(first!.split('data: ')[1]!)).toThrow(SyntaxError);
  expect(rest.join('\n\n')).toBe(bodyOf(REPLY).toString());
});
