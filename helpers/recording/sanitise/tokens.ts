import type { Anchor } from './pattern.ts';

/** A kind of token that its beginning gives away. */
interface Token {
  readonly name: string;
  readonly source: string;
  /** How it begins, up to the last character that all its forms have there. */
  readonly beginning: string;
  /** The character that follows the beginning: rare in prose, so that tokens are found quickly. */
  readonly anchor: string;
  readonly rest: string;
}

const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';

const TOKENS: readonly Token[] = [
  {
    name: 'openai-key',
    source: 'https://platform.openai.com/docs/api-reference/authentication',
    beginning: 'sk',
    anchor: '-',
    rest: String.raw`(?:proj|svcacct|admin|service|None)-[\w-]{8,}`,
  },
  {
    name: 'openai-legacy-key',
    source: GITLEAKS,
    beginning: '(?<![_-])sk',
    anchor: '-',
    rest: String.raw`(?:(?=[A-Za-z_-]*[0-9])[\w-]{16,}|[\w-]{20,})`,
  },
  {
    name: 'openai-session',
    source: 'https://platform.openai.com/docs/api-reference/realtime-sessions',
    beginning: 'sess',
    anchor: '-',
    rest: '[A-Za-z0-9]{20,}',
  },
  {
    name: 'openai-ephemeral-key',
    source: 'https://platform.openai.com/docs/api-reference/realtime-sessions',
    beginning: 'ek',
    anchor: '_',
    rest: '[A-Za-z0-9]{24,}',
  },
  {
    name: 'anthropic-key',
    source: GITLEAKS,
    beginning: 'sk',
    anchor: '-',
    rest: String.raw`ant-[\w-]{8,}`,
  },
  {
    name: 'github-token',
    source: 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/',
    beginning: 'gh[pousr]|github_pat',
    anchor: '_',
    rest: String.raw`\w{16,}`,
  },
  {
    name: 'npm-token',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    beginning: 'npm',
    anchor: '_',
    rest: '[A-Za-z0-9]{24,}',
  },
  {
    name: 'slack-token',
    source: 'https://docs.slack.dev/authentication/tokens',
    beginning: String.raw`xox[a-z](?:\.xox[a-z])?|xapp`,
    anchor: '-',
    rest: String.raw`[\w%+/=-]{8,}`,
  },
  {
    name: 'aws-key-id',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    beginning: 'AKI|ASI|ABI|ACC',
    anchor: 'A',
    rest: '[A-Z0-9]{16}(?![A-Za-z0-9])',
  },
  {
    name: 'google-api-key',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
    beginning: 'A',
    anchor: 'I',
    rest: String.raw`za[\w-]{30,}`,
  },
  {
    name: 'google-access-token',
    source: 'https://developers.google.com/identity/protocols/oauth2',
    beginning: 'ya29',
    anchor: '.',
    rest: String.raw`[\w-]{16,}`,
  },
  {
    name: 'google-refresh-token',
    source: 'https://developers.google.com/identity/protocols/oauth2',
    beginning: '1/',
    anchor: '/',
    rest: String.raw`0[\w-]{30,}`,
  },
  {
    name: 'google-client-secret',
    source: 'https://developers.google.com/identity/protocols/oauth2',
    beginning: 'GOCSPX',
    anchor: '-',
    rest: String.raw`[\w-]{16,}`,
  },
  {
    name: 'hugging-face-token',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    beginning: 'hf',
    anchor: '_',
    rest: '[A-Za-z0-9]{24,}',
  },
  {
    name: 'stripe-live-key',
    source: 'https://docs.stripe.com/keys',
    beginning: '[rs]k_live',
    anchor: '_',
    rest: '[A-Za-z0-9]{16,}',
  },
  {
    name: 'jwt',
    source: 'https://datatracker.ietf.org/doc/html/rfc7519#section-3',
    beginning: '(?<![_-])ey',
    anchor: 'J',
    rest: String.raw`[\w-]{8,}(?:\.[\w-]+)+`,
  },
];

/** Tokens that their beginning gives away. No letter or digit comes before a token. */
export const TOKEN_ANCHORS: readonly Anchor[] = [...Map.groupBy(TOKENS, ({ anchor }) => anchor)].map(
  ([anchor, tokens]) => {
    const character = anchor === '.' ? String.raw`\.` : anchor;
    const beginnings = tokens.map(({ beginning }) => beginning).join('|');
    return {
      regex: new RegExp(`${character}(?<=(?<![A-Za-z0-9])(?:${beginnings})${character})`, 'g'),
      patterns: tokens.map(({ name, source, beginning, rest }) => ({
        name,
        source,
        regex: new RegExp(`(?<=(?<![A-Za-z0-9])(?<head>${beginning}))${character}${rest}`, 'y'),
      })),
    };
  },
);
