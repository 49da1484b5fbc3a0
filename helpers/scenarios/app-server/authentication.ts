import { createHash, createHmac } from 'node:crypto';
import { type ExtendedScenario, extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

const TOKEN = 'a-capability-token-of-the-client';
const SECRET = 'a-shared-secret-of-at-least-32-bytes';
const ISSUER = 'codex-conformance';
const AUDIENCE = 'app-server';
const HOUR_S = 3600;

/** A way to open the connection, and whether the server must let the client in. */
interface Attempt {
  readonly authorization: string | null;
  readonly origin?: string;
  readonly isAdmitted: boolean;
}

function attempt(token: string | null, isAdmitted: boolean, origin?: string): Attempt {
  return {
    authorization: token === null ? null : `Bearer ${token}`,
    isAdmitted,
    ...(origin === undefined ? {} : { origin }),
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A signed token; `claims` replace those of a valid one. */
function jwt(claims: Readonly<Record<string, unknown>> = {}, secret: string = SECRET): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: ISSUER, aud: AUDIENCE, exp: now + HOUR_S, ...claims };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(all)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function unsigned(): string {
  const exp = Math.floor(Date.now() / 1000) + HOUR_S;
  return `${encode({ alg: 'none' })}.${encode({ iss: ISSUER, aud: AUDIENCE, exp })}.`;
}

const TOKEN_ATTEMPTS: readonly Attempt[] = [
  attempt(TOKEN, true),
  attempt(`${TOKEN}x`, false),
  attempt(null, false),
  attempt(TOKEN, false, 'https://example.invalid'),
];

/** The attempts to connect of each scenario, one for each process, in order. */
export const ATTEMPTS: Readonly<Record<string, readonly Attempt[]>> = {
  'app-server/authentication/token-file': TOKEN_ATTEMPTS,
  'app-server/authentication/token-digest': TOKEN_ATTEMPTS.slice(0, 2),
  'app-server/authentication/signed-token': [
    attempt(jwt(), true),
    attempt(jwt({ exp: Math.floor(Date.now() / 1000) - HOUR_S }), false),
    attempt(jwt({ aud: 'another' }), false),
    attempt(jwt({ iss: 'another' }), false),
    attempt(jwt({}, 'another-secret-of-more-than-32-bytes'), false),
    attempt(unsigned(), false),
  ],
  'app-server/authentication/none': [attempt(null, true), attempt(null, false, 'https://example.invalid')],
};

const FLAGS: Readonly<Record<string, (player: Player) => readonly string[]>> = {
  'app-server/authentication/token-file': ({ write }) => [
    '--ws-auth',
    'capability-token',
    '--ws-token-file',
    write('codexHome', 'token.txt', `${TOKEN}\n`),
  ],
  'app-server/authentication/token-digest': () => [
    '--ws-auth',
    'capability-token',
    '--ws-token-sha256',
    createHash('sha256').update(TOKEN).digest('hex'),
  ],
  'app-server/authentication/signed-token': ({ write }) => [
    '--ws-auth',
    'signed-bearer-token',
    '--ws-shared-secret-file',
    write('codexHome', 'secret.txt', SECRET),
    '--ws-issuer',
    ISSUER,
    '--ws-audience',
    AUDIENCE,
    '--ws-max-clock-skew-seconds',
    '5',
  ],
  'app-server/authentication/none': () => [],
};

const ABOUT: Readonly<Record<string, string>> = {
  'app-server/authentication/token-file':
    'Clients connect with the token in the file of the server, a wrong one, none, and the right one from a web page.',
  'app-server/authentication/token-digest':
    'Clients connect with the token whose digest the server has, and a wrong one.',
  'app-server/authentication/signed-token':
    'Clients connect with a signed token: valid, expired, of another audience, issuer and secret, and unsigned.',
  'app-server/authentication/none': 'A server without authentication is called by a program and by a web page.',
};

function authentication(name: string): ExtendedScenario {
  return {
    about: ABOUT[name]!,
    // A client that is not admitted gets no response to initialize.
    breaks: ['starts', 'stdio', 'threads', 'notifies', 'turn-uncut', 'read-only'],
    needs: ['app-server.listen.ws', ...(name.endsWith('/none') ? [] : ['app-server.flag.ws-auth'])],
    model: [],
    async play(player) {
      const flags = FLAGS[name]!(player);
      for (const { authorization, origin } of ATTEMPTS[name]!) {
        await player.server(async (client) => void (await client.initialize()), {
          transport: 'ws',
          args: flags,
          headers: {
            ...(authorization === null ? {} : { Authorization: authorization }),
            ...(origin === undefined ? {} : { Origin: origin }),
          },
        });
      }
    },
  };
}

/** Clients that authenticate to a server with a WebSocket, or do not. */
export const authenticationScenarios = extendedScenarios(
  import.meta.url,
  Object.fromEntries(Object.keys(ATTEMPTS).map((name) => [name, authentication(name)])),
);
