import { matchesAny } from '../../inputs/glob.ts';

/** Why an element of the protocol is not exercised. The set is closed: any other element is open. */
export const REASONS = {
  account: 'needs an account of the vendor',
  network: 'needs a service on the internet',
  platform: 'exists only on another operating system',
  deprecated: 'belongs to the first version of the protocol, which the binary declares but no longer sends',
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

const UNEXERCISED: readonly Unexercised[] = [
  {
    group: 'client methods',
    names: [
      'account/rateLimits/read',
      'account/usage/read',
      'account/workspaceMessages/read',
      'account/rateLimitResetCredit/consume',
      'account/sendAddCreditsNudgeEmail',
    ],
    reason: 'account',
    attempt: 'Without an account the server refuses it: "authentication required".',
  },
  {
    group: 'client methods',
    names: ['account/gatewayOAuth/login'],
    reason: 'account',
    attempt: 'The server refuses it: "The selected provider does not use gateway OAuth".',
  },
  {
    group: 'client methods',
    names: ['feedback/upload'],
    reason: 'network',
    attempt: 'With valid params it sends the logs to a service of the vendor; called with invalid ones only.',
  },
  {
    group: 'client methods',
    names: ['mcpServer/oauth/login'],
    reason: 'network',
    attempt: 'The server refuses it for servers that are not HTTP with OAuth: "No MCP server named \'unknown\' found".',
  },
  {
    group: 'client methods',
    names: ['windowsSandbox/setupStart'],
    reason: 'platform',
    attempt: 'On Linux the setup fails: "only supported on Windows".',
  },
  {
    group: 'server requests',
    names: ['applyPatchApproval', 'execCommandApproval'],
    reason: 'deprecated',
    attempt: 'newConversation, whose threads send them, is refused as an unknown variant.',
  },
  {
    group: 'server requests',
    names: ['account/chatgptAuthTokens/refresh'],
    reason: 'account',
    attempt: 'Sent only after a login with tokens of an account, which account/login/start demands.',
  },
  {
    group: 'server notifications',
    names: ['windowsSandbox/*', 'windows/*'],
    reason: 'platform',
    attempt: 'On Linux windowsSandbox/readiness reports notConfigured.',
  },
];

/** The reason why an element is not exercised; null if none is known. */
export function reasonFor(group: string, name: string): Pick<Unexercised, 'reason' | 'attempt'> | null {
  const found = UNEXERCISED.find((one) => one.group === group && matchesAny(one.names, name));
  return found === undefined ? null : { reason: found.reason, attempt: found.attempt };
}
