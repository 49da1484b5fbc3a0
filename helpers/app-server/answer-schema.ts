import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';

/** The names of results that follow neither the params nor the method, as the code of codex declares them, and its answers show. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'account/gatewayOAuth/cancel': 'v2/GatewayOAuthCancelResponse',
  'account/logout': 'v2/LogoutAccountResponse',
  'account/rateLimits/read': 'v2/GetAccountRateLimitsResponse',
  'account/securitySetup/read': 'v2/GetAccountSecuritySetupResponse',
  'account/workspaceMessages/read': 'v2/GetWorkspaceMessagesResponse',
  'accountSession/list': 'v2/AccountSessionsResponse',
  addConversationListener: 'AddConversationSubscriptionResponse',
  'config/batchWrite': 'v2/ConfigWriteResponse',
  'config/mcpServer/reload': 'v2/McpServerRefreshResponse',
  'config/value/write': 'v2/ConfigWriteResponse',
  'externalAgentConfig/import/readHistories': 'v2/ExternalAgentConfigImportHistoriesReadResponse',
  'modelProvider/default/set': 'v2/ConfigWriteResponse',
  removeConversationListener: 'RemoveConversationSubscriptionResponse',
};

/**
 * The reference to the schema of the result of a request, which the bundle does not state. It is named after the params
 * (`v2/TurnStartParams`, `v2/TurnStartResponse`), also where these can be null, or after the method (`memory/reset`,
 * `v2/MemoryResetResponse`); a few are named otherwise. Undefined if the bundle has none of these.
 *
 * @param request the schema of the request
 */
export function resultRef(method: string, request: JsonObject, definitions: JsonObject): string | undefined {
  const params = objectOf(objectOf(request['properties'])['params']);
  const named = [params, ...listOf(params['anyOf']).map(objectOf)]
    .map(({ $ref }) => (typeof $ref === 'string' ? partsOf($ref).join('/') : ''))
    .filter((name) => name.endsWith('Params'))
    .map((name) => name.replace(/Params$/, 'Response'));
  const ofMethod = `${method.replaceAll(/(?:^|\/)(.)/g, (_, first: string) => first.toUpperCase())}Response`;
  const candidates = [...named, NAMED_OTHERWISE[method], `v2/${ofMethod}`, ofMethod];
  const found = candidates.find((ref) => ref !== undefined && definitionAt(definitions, ref) !== undefined);
  return found === undefined ? undefined : `#/definitions/${found}`;
}

/** What `#/definitions/v2/Turn` refers to; undefined if it is not there. */
export function definitionAt(definitions: JsonObject, ref: string): unknown {
  return partsOf(ref).reduce<unknown>((place, part) => objectOf(place)[part], definitions);
}

/** The names in a reference. */
export function partsOf(ref: string): string[] {
  return ref.replace(/^#\/definitions\//, '').split('/');
}
