import type { Action, Step } from './script.ts';

/** The actions of a step, with one change of the bytes of its body. */
function changing(step: Step, change: (body: Buffer) => Uint8Array): Step {
  return (request) =>
    step(request).map((action): Action =>
      action.do === 'bytes' ? { do: 'bytes', bytes: change(Buffer.from(action.bytes as string)) } : action,
    );
}

/** A reply whose body ends regularly right after the first of these bytes of a text; the rest is never sent. */
export function cutInside(step: Step, text: string): Step {
  return changing(step, (body) => body.subarray(0, placeOf(body, text) + 1));
}

/** A reply with CR LF for each LF. */
export function withCarriageReturns(step: Step): Step {
  return changing(step, (body) => Buffer.from(body.toString().replaceAll('\n', '\r\n')));
}

/** A reply with each event of one type twice, the second copy right after the first. */
export function withEventsTwice(step: Step, type: string): Step {
  return changing(step, (body) =>
    Buffer.from(
      body
        .toString()
        .split('\n\n')
        .flatMap((event) => (event.startsWith(`event: ${type}\n`) ? [event, event] : [event]))
        .join('\n\n'),
    ),
  );
}

/** A reply with an event whose data is no JSON, before its other events. */
export function withMalformedEvent(step: Step): Step {
  return changing(step, (body) =>
    Buffer.concat([Buffer.from('event: response.created\ndata: {"type":"resp\n\n'), body]),
  );
}

function placeOf(body: Buffer, text: string): number {
  const at = body.indexOf(text);
  if (at === -1) throw new Error(`No such text in the reply: ${text}`);
  return at;
}
