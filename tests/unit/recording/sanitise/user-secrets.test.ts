import { expect, test } from 'vitest';
import { secretsFromAuthFile, secretsFromEnvironment } from '../../../../helpers/recording/sanitise/user-secrets.ts';

test('takes the values of variables with secret names', () => {
  const secretNames = [
    'OPENAI_API_KEY',
    'GITHUB_TOKEN',
    'githubToken',
    'AWS_SECRET_ACCESS_KEY',
    'PGPASSWORD',
    'DB_PASSWORD_2',
    'GOOGLE_CREDENTIALS',
    'APIKEY',
    'KEY',
    'NPM_CONFIG_//registry/:_authToken',
    'DB_PASS',
    'GITHUB_PAT',
    'NPM_CONFIG__AUTH',
    'SOME_CREDS',
    'MY_PWD',
  ];
  const otherNames = [
    'PATH',
    'KEYBOARD',
    'MONKEY',
    'TOKENIZERS_PARALLELISM',
    'SECRETARY',
    'PATTERN',
    'COMPASS',
    'XDG_SEAT',
  ];
  const env = Object.fromEntries([...secretNames, ...otherNames].map((name) => [name, `value of ${name}`]));
  expect(secretsFromEnvironment(env)).toEqual(secretNames.map((name) => `value of ${name}`));
});

test('skips short values, numbers and paths', () => {
  const env = {
    A_KEY: 'seven-7',
    B_KEY: ' eight-88\n',
    C_KEY: 'eight-88',
    MAX_TOKENS: '12345678',
    PWD: '/home/somebody/project',
    D_KEY: undefined,
    E_KEY: '',
  };
  expect(secretsFromEnvironment(env)).toEqual(['eight-88']);
});

test("takes the keys and tokens of codex's login", () => {
  const login = {
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: 'short-key',
    tokens: {
      id_token: 'eyJ0.eyJ1.c2ln-nature-of-it',
      access_token: 'opaque-access-token-1',
      refresh_token: 'rt_short',
      account_id: '0b1f8e52-7f0c-4a7e-9d0e-3c1a2b3c4d5e',
    },
    last_refresh: '2026-01-02T03:04:05.678901Z',
    agent_identity: {
      private: ['bWFkZS11cC1rZXktbWFkZS11cA=='],
      email: 'someone.with.a.long.name@example.com',
      n: 1,
      none: null,
    },
  };
  expect(secretsFromAuthFile(JSON.stringify(login))).toEqual([
    'short-key',
    'eyJ0.eyJ1.c2ln-nature-of-it',
    'opaque-access-token-1',
    'rt_short',
    'bWFkZS11cC1rZXktbWFkZS11cA==',
  ]);
});

test('finds nothing in a login that is missing or no JSON', () => {
  expect(['', '{', '"text"', 'null', '[]'].map(secretsFromAuthFile)).toEqual([[], [], [], [], []]);
});
