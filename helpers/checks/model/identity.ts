import { isDeepStrictEqual } from 'node:util';
import { changeModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { cacheKeyOf } from '../../queries/model-requests.ts';
import { isCompaction, TURN_METADATA, type RequestView } from '../../queries/request-views.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { isCut } from '../../recording/shorten.ts';
import { initializeResult } from '../../queries/wire-messages.ts';
import { objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { inRequest, requestCheck, type RequestComparison } from './each-request.ts';

/** One value with a name, and where it stands in a request. */
interface Statement {
  readonly name: string;
  readonly place: string;
  readonly value: string;
}

/** Names under which headers and metadata carry the same value. */
const SAME_NAME: Readonly<Record<string, string>> = {
  subagent: 'subagent_kind',
  x_client_request_id: 'thread_id',
};

/** Headers that describe the request itself. */
const ABOUT_TRANSPORT = /^(?:accept|content-|host$|user-agent$|originator$|authorization$|connection$)/;

/** Ids and settings that a request carries in several places. */
export const identityChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/ids-agree',
      clause:
        'The headers, the turn metadata, the client metadata and the body of a request carry the same thread, turn, window, model and effort.',
      level: 'should',
      assumes: ['reaches-model'],
      authority: CLIENT,
      mutants: () => ({
        'names another thread in a header': changeHeader(/^(?:thread|session)[-_]id$/i, alterLast),
        'truncates the turn metadata': changeHeader(
          /^x-codex-turn-metadata$/i,
          (value) => value.slice(0, -1),
          'another',
        ),
        'names another cache key': changeModelRequests((exchange) => [
          { ...exchange, body: { ...objectOf(exchange.body), prompt_cache_key: 'another' } },
        ]),
      }),
    },
    'values that a request carries twice',
    (views) => views.map(agreementIn),
  ),
  requestCheck(
    {
      id: 'run/model/client-named',
      effects: ['initialize'],
      clause: 'A request names the client and the version of the binary, as the handshake does.',
      level: 'should',
      assumes: ['reaches-model'],
      authority: CLIENT,
      mutants: () => ({
        'names another version': changeHeader(/^user-agent$/i, (value) => value.replace(/\d+\.\d+\.\d+/, '0.0.1')),
        'names another client': changeHeader(/^originator$/i, () => 'another_client'),
        'names no client': changeHeader(/^(?:user-agent|originator)$/i, () => ''),
      }),
    },
    'names of the client',
    (views, { codex, processes }) =>
      views.map((view): RequestComparison => {
        const agent = view.headers.get('user-agent');
        const originator = view.headers.get('originator');
        if (agent === undefined && originator === undefined) return { count: 0, found: [] };
        const own = processes.find(({ process }) => process === view.exchange.process);
        const greeted = own === undefined ? null : userAgentOf(own);
        const expected = greeted ?? `${originator}/${codex.version} (`;
        const isRight = greeted === null ? isAgent(agent ?? '', expected, codex.version) : agent === greeted;
        const isNamed = (greeted ?? agent ?? '').startsWith(`${originator}/`);
        return {
          count: 2,
          found: [
            ...(isRight ? [] : [inRequest(view, 'header user-agent differs', expected, agent)]),
            ...(isNamed
              ? []
              : [inRequest(view, 'header originator differs from the user agent', greeted ?? agent, originator)]),
          ],
        };
      }),
  ),
];

/** `codex_exec/0.171.0 (Debian 12.0.0; x86_64) unknown (codex_exec; 0.171.0)`: older versions end before the last group. */
function isAgent(agent: string, start: string, version: string): boolean {
  const [, last] = /\([^()]*; ([^();]*)\)$/.exec(agent) ?? [];
  const isOfVersion = agent.slice(start.length).includes('(') ? last === version : true;
  return agent.startsWith(start) && isOfVersion;
}

function userAgentOf(process: ProcessRecord): string | null {
  const userAgent = initializeResult(process)?.value['userAgent'];
  return typeof userAgent === 'string' ? userAgent : null;
}

function agreementIn(view: RequestView): RequestComparison {
  const statements = statementsIn(view);
  const ids = new Set(
    statements.filter(({ name }) => name === 'thread_id' || name === 'session_id').map(({ value }) => value),
  );
  const byName = [...Map.groupBy(statements, ({ name }) => name).values()].filter((all) => all.length > 1);
  const key = cacheKeyOf(view.exchange);
  const { window_id: window, thread_id: thread, window_number: number } = view.turnMetadata;
  const named = `${JSON.stringify(thread)}:${JSON.stringify(number)}`.replaceAll('"', '');
  const texts = [view.headers.get(TURN_METADATA), view.clientMetadata[TURN_METADATA]].map((text) =>
    typeof text === 'string' && !isCut(text) ? text : undefined,
  );
  const [header, client] = texts.map((text) => (text === undefined ? undefined : parseJsonObject(text)));
  // Some versions name tools in the client metadata alone.
  const fields = header && client ? Object.keys(header) : [];
  return {
    count: byName.length + fields.length + (key === undefined ? 0 : 1) + (window === undefined ? 0 : 1),
    found: [
      ...texts
        .filter((text) => text !== undefined && parseJsonObject(text) === null)
        .map((text) => inRequest(view, 'turn metadata', 'a JSON object', text)),
      ...fields
        .filter((field) => !isDeepStrictEqual(client![field], header![field]))
        .map((field) =>
          inRequest(view, `${field} of the turn metadata differs from the header`, header![field], client![field]),
        ),
      ...byName.flatMap(([first, ...others]) =>
        others
          .filter(({ value }) => value !== first!.value)
          .map(({ place, value }) => inRequest(view, `${place} differs from ${first!.place}`, first!.value, value)),
      ),
      ...(key === undefined || ids.size === 0 || ids.has(key)
        ? []
        : [inRequest(view, 'prompt_cache_key names another thread', [...ids].join(' or '), key)]),
      ...(number === undefined || window === named ? [] : [inRequest(view, 'window_id differs', named, window)]),
    ],
  };
}

function statementsIn(view: RequestView): Statement[] {
  const { headers, clientMetadata, turnMetadata, body } = view;
  const effort = objectOf(body['reasoning'])['effort'];
  const ofBody: JsonObject = isCompaction(view) ? {} : { model: body['model'], reasoning_effort: effort };
  return [
    ...stated('header', Object.fromEntries([...headers].filter(([name]) => !ABOUT_TRANSPORT.test(name)))),
    ...stated('client metadata', clientMetadata),
    ...stated('turn metadata', turnMetadata),
    ...(Object.keys(turnMetadata).includes('model') ? stated('body', ofBody) : []),
  ];
}

function stated(place: string, values: JsonObject): Statement[] {
  return Object.entries(values).flatMap(([own, value]) => {
    if (typeof value !== 'string' || isCut(value) || own === TURN_METADATA) return [];
    const plain = own
      .toLowerCase()
      .replaceAll('-', '_')
      .replace(/^x_(?:codex|openai)_/, '');
    return [{ name: SAME_NAME[plain] ?? plain, place: `${place} ${own}`, value }];
  });
}

/** Changes the last header with such a name in each request of the last process. */
function changeHeader(name: RegExp, change: (value: string) => string, cacheKey?: string): Mutation {
  return changeModelRequests((exchange) => {
    const at = exchange.headers.findLastIndex(([own]) => name.test(own));
    const [own, value] = exchange.headers[at] ?? ['', ''];
    if (at !== -1) return [{ ...exchange, headers: exchange.headers.with(at, [own, change(value)]) }];
    return cacheKey === undefined
      ? [exchange]
      : [{ ...exchange, body: { ...objectOf(exchange.body), prompt_cache_key: cacheKey } }];
  });
}

function alterLast(value: string): string {
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
}
