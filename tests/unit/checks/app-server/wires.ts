import { judge } from '../../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';

/** A message and who sends it. */
export type Sent = readonly [from: WireLine['from'], message: object];

/** What a check says of a wire: its verdict and, of each piece of evidence, the line and the message. */
export function verdictOn(id: string, ...messages: readonly Sent[]): readonly string[] {
  const wire = messages.map(([from, message], t_ms): WireLine => ({ t_ms, from, text: JSON.stringify(message) }));
  const [process] = APP_SERVER.processes;
  const check = CHECKS.find((each) => each.id === id)!;
  const { verdict, reason, evidence } = judge(check, { ...APP_SERVER, processes: [{ ...process!, wire }] });
  const told = evidence.map(({ line, message }) => (line === undefined ? message : `${line}: ${message}`));
  return [verdict, ...(reason === null ? [] : [reason]), ...told];
}

/** A notification. */
export function notification(method: string, params: object): Sent {
  return ['server', { method, params }];
}

/** A request of the client. */
export function request(id: number, method: string, params: object = {}): Sent {
  return ['client', { method, id, params }];
}

/** An answer of the server. */
export function answer(id: number | string, result: object): Sent {
  return ['server', { id, result }];
}

/** `turn/started` or `turn/completed`. */
export function turn(what: 'started' | 'completed', threadId: string | null, id: string, rest: object = {}): Sent {
  const status = what === 'started' ? 'inProgress' : 'completed';
  return notification(`turn/${what}`, { ...threadOf(threadId), turn: { id, status, ...rest } });
}

/** `item/started` or `item/completed` of a message of the agent in turn `1` of thread `t`, unless `place` says otherwise. */
export function item(what: 'started' | 'completed', id: string, rest: object = {}, place: object = IN_TURN): Sent {
  return notification(`item/${what}`, { ...place, item: { type: 'agentMessage', id, text: '', ...rest } });
}

/** A piece of a message of the agent. */
export function piece(itemId: string, delta: string, place: object = IN_TURN): Sent {
  return notification('item/agentMessage/delta', { ...place, itemId, delta });
}

const IN_TURN = { threadId: 't', turnId: '1' };

function threadOf(threadId: string | null): object {
  return threadId === null ? {} : { threadId };
}
