import * as fc from 'fast-check';

/** A kind of secret: a value, and what stands around it where only that gives it away. */
export interface SecretKind {
  readonly name: string;
  readonly secret: fc.Arbitrary<string>;
  readonly before?: string;
  readonly after?: string;
}

const word = fc.stringMatching(/^[A-Za-z]{4}[0-9][A-Za-z0-9]{20}$/);
const base64url = fc.stringMatching(/^[A-Za-z0-9_-]{24}$/);

/**
 * One entry for each pattern, by its name. Values are made up while the test runs, so that none of them is
 * in this file for a secret scanner to find.
 */
export const SECRET_KINDS: readonly SecretKind[] = [
  {
    name: 'openai-key',
    secret: fc.stringMatching(/^sk-(?:proj|svcacct|admin)-[A-Za-z0-9]{8}(?:[A-Za-z0-9_-]{0,60}[A-Za-z0-9])?$/),
  },
  { name: 'openai-legacy-key', secret: fc.stringMatching(/^sk-[A-Za-z0-9]{48}$/) },
  { name: 'openai-session', secret: fc.stringMatching(/^sess-[A-Za-z0-9]{40}$/) },
  { name: 'openai-ephemeral-key', secret: fc.stringMatching(/^ek_[a-f0-9]{32}$/) },
  { name: 'anthropic-key', secret: fc.stringMatching(/^sk-ant-(?:api03-)?[A-Za-z0-9_-]{8,93}AA$/) },
  {
    name: 'github-token',
    secret: fc.stringMatching(/^(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})$/),
  },
  { name: 'npm-token', secret: fc.stringMatching(/^npm_[A-Za-z0-9]{36}$/) },
  {
    name: 'slack-token',
    secret: fc.stringMatching(/^(?:xox[abprs]-[0-9]{11}-[A-Za-z0-9]{24}|xapp-1-[A-Z0-9]{11}-[a-f0-9]{64})$/),
  },
  {
    name: 'slack-webhook',
    before: 'https://hooks.slack.com/services/',
    secret: fc.stringMatching(/^T[A-Z0-9]{8}\/B[A-Z0-9]{8}\/[A-Za-z0-9]{24}$/),
  },
  { name: 'aws-key-id', secret: fc.stringMatching(/^(?:AKIA|ASIA)[A-Z2-7]{16}$/) },
  { name: 'google-api-key', secret: fc.stringMatching(/^AIza[A-Za-z0-9_-]{34}[A-Za-z0-9]$/) },
  { name: 'google-access-token', secret: base64url.map((text) => `ya29.${text}`) },
  { name: 'google-refresh-token', secret: fc.stringMatching(/^1\/\/0[A-Za-z0-9_-]{40}$/) },
  { name: 'google-client-secret', secret: fc.stringMatching(/^GOCSPX-[A-Za-z0-9_-]{28}$/) },
  { name: 'hugging-face-token', secret: fc.stringMatching(/^hf_[A-Za-z]{34}$/) },
  { name: 'stripe-live-key', secret: fc.stringMatching(/^[sr]k_live_[A-Za-z0-9]{24}$/) },
  { name: 'jwt', secret: fc.tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`) },
  { name: 'bearer', before: 'Authorization: Bearer ', secret: word },
  {
    name: 'basic',
    before: 'sent Basic ',
    secret: fc.tuple(word, word).map(([user, password]) => btoa(`${user}:${password}`)),
  },
  { name: 'authorization-header', before: 'authorization: ', secret: word },
  { name: 'url-password', before: 'postgres://user:', secret: word, after: '@host' },
  {
    name: 'private-key',
    secret: fc
      .constantFrom('', 'RSA ', 'OPENSSH ')
      .chain((kind) =>
        fc
          .stringMatching(/^[A-Za-z0-9+/]{64}$/)
          .map((key) => `-----BEGIN ${kind}PRIVATE KEY----- ${key} -----END ${kind}PRIVATE KEY-----`),
      ),
  },
  {
    name: 'cookie-header',
    before: 'Set-Cookie: ',
    secret: word.map((value) => `session=${value}; Path=/; HttpOnly`),
    after: '\n',
  },
  { name: 'bare-assignment', before: 'api_key=', secret: word },
  {
    name: 'quoted-assignment',
    before: "aws_secret_access_key = '",
    secret: fc.stringMatching(/^[A-Za-z0-9/+]{40}$/),
    after: "'",
  },
  { name: 'ambiguous-bare-assignment', before: 'password=', secret: word },
  { name: 'ambiguous-quoted-assignment', before: "'password': '", secret: word, after: "'" },
  { name: 'key-header', before: 'x-api-key: ', secret: fc.stringMatching(/^[a-z]{12}$/) },
  { name: 'environment-assignment', before: 'export MY_SERVICE_KEY=', secret: fc.stringMatching(/^[a-z]{12}$/) },
  {
    name: 'environment-quoted-assignment',
    before: "DB_PASSWORD='",
    secret: fc.constant('three plain words'),
    after: "'",
  },
  { name: 'secret-option', before: 'tool --api-key ', secret: word },
];
