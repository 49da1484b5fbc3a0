import { matchesAny } from '../../inputs/glob.ts';

/** Why an element of the protocol is not exercised. The set is closed: any other element is open. */
export const REASONS = {
  account: 'needs an account of the vendor',
  network: 'needs a service on the internet',
  platform: 'exists only on another operating system',
  deprecated: 'belongs to the first version of the protocol, which the binary declares but no longer sends',
  guardian: 'needs a reviewing model of the vendor',
} as const;

export type Reason = keyof typeof REASONS;

/** Elements that are not exercised, with the reason and what was tried. */
interface Unexercised {
  /** Group and patterns of names. */
  readonly group: string;
  readonly names: readonly string[];
  readonly reason: Reason;
  readonly attempt: string;
}

const UNEXERCISED: readonly Unexercised[] = [];

/** The reason why an element is not exercised; null if none is known. */
export function reasonFor(group: string, name: string): Pick<Unexercised, 'reason' | 'attempt'> | null {
  const found = UNEXERCISED.find((one) => one.group === group && matchesAny(one.names, name));
  return found === undefined ? null : { reason: found.reason, attempt: found.attempt };
}
