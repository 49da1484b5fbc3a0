import { isDeepStrictEqual } from 'node:util';
import type { ClientCall } from '../../queries/client-calls.ts';
import { onWire } from '../../queries/wire-messages.ts';
import type { Evidence } from '../verdict.ts';

/** Evidence at the response to a request, unless both values are equal. */
export function faultOfCall(
  { process, line, method }: ClientCall,
  about: string,
  expected: unknown,
  actual: unknown,
): Evidence[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  const place = onWire(process, line, `${method} ${about}`);
  return [{ ...place, expected: JSON.stringify(expected) ?? 'none', actual: JSON.stringify(actual) ?? 'none' }];
}
