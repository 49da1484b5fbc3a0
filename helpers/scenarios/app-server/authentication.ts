import { createHash, createHmac } from 'node:crypto';
import { type ExtendedScenario, extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

const TOKEN = 'a-capability-token-of-the-client';
const SECRET = 'a-shared-secret-of-at-least-32-bytes';
const ISSUER = 'codex-conformance';
const AUDIENCE = 'app-server';
const HOUR_S = 3600;
const WEB_PAGE = 'https://example.invalid';

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

const TOKEN_ATTEMPTS: readonly Attempt[] = [attempt(TOKEN, true), attempt(`${TOKEN}x`, false)];

interface AuthenticationCase {
  readonly about: string;
  /** The capabilities of a binary that has the flags, beside a WebSocket. */
  readonly needs: readonly string[];
  /** Flags of the server. */
  readonly flags: (player: Player) => readonly string[];
  /** One for each process, in order. */
  readonly attempts: readonly Attempt[];
}

const WS_AUTH = ['app-server.flag.ws-auth'];

/** The scenarios, by name. */
export const AUTHENTICATION_CASES: Readonly<Record<string, AuthenticationCase>> = {
  'app-server/authentication/token-file': {
    about:
      'Clients connect with the token in the file of the server, a wrong one, none, and the right one from a web page.',
    needs: WS_AUTH,
    flags: ({ write }) => [
      '--ws-auth',
      'capability-token',
      '--ws-token-file',
      write('codexHome', 'token.txt', `${TOKEN}\n`),
    ],
    attempts: [...TOKEN_ATTEMPTS, attempt(null, false), attempt(TOKEN, false, WEB_PAGE)],
  },
  'app-server/authentication/token-digest': {
    about: 'Clients connect with the token whose digest the server has, and with a wrong one.',
    needs: WS_AUTH,
    flags: () => [
      '--ws-auth',
      'capability-token',
      '--ws-token-sha256',
      createHash('sha256').update(TOKEN).digest('hex'),
    ],
    attempts: TOKEN_ATTEMPTS,
  },
  'app-server/authentication/signed-token': {
    about:
      'Clients connect with a signed token: valid, expired, for another audience, of another issuer, with another secret, and unsigned.',
    needs: WS_AUTH,
    flags: ({ write }) => [
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
    attempts: [
      attempt(jwt(), true),
      attempt(jwt({ exp: Math.floor(Date.now() / 1000) - HOUR_S }), false),
      attempt(jwt({ aud: 'another' }), false),
      attempt(jwt({ iss: 'another' }), false),
      attempt(jwt({}, 'another-secret-of-more-than-32-bytes'), false),
      attempt(unsigned(), false),
    ],
  },
  'app-server/authentication/none': {
    about: 'A program and a web page connect to a server without authentication.',
    needs: [],
    flags: () => [],
    attempts: [attempt(null, true), attempt(null, false, WEB_PAGE)],
  },
};

function authentication({ about, needs, flags, attempts }: AuthenticationCase): ExtendedScenario {
  return {
    about,
    // A client that is not admitted gets no response to initialize.
    breaks: ['starts', 'stdio', 'threads', 'notifies', 'turn-uncut', 'read-only'],
    needs: ['app-server.listen.ws', ...needs],
    model: [],
    async play(player) {
      const args = flags(player);
      for (const { authorization, origin } of attempts) {
        await player.server(async (client) => void (await client.initialize()), {
          transport: 'ws',
          args,
          headers: {
            ...(authorization === null ? {} : { Authorization: authorization }),
            ...(origin === undefined ? {} : { Origin: origin }),
          },
        });
      }
    },
  };
}

/** Clients that connect to a server with a WebSocket, with and without authentication. */
export const authenticationScenarios = extendedScenarios(
  import.meta.url,
  Object.fromEntries(Object.entries(AUTHENTICATION_CASES).map(([name, one]) => [name, authentication(one)])),
);
