import gitleaks from './gitleaks.json' with { type: 'json' };

/** Kinds of secrets that are recognisable by themselves. `scripts/secret-rules.ts` makes the file from gitleaks' own. */
export const GITLEAKS_SHAPES: Readonly<Record<string, string>> = gitleaks.shapes;

/** Kinds, or forms of a kind, that gitleaks does not have. A new kind goes here; a test says when gitleaks has it. */
export const MORE_SHAPES: Readonly<Record<string, string>> = {
  // https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account
  'atlassian-token': String.raw`ATATT3[\w=-]{20,}`,
  // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats
  'cloudflare-token': 'cf(?:k|ut|at)_[A-Za-z0-9]{20,}',
  // https://www.docker.com/blog/docker-hub-new-personal-access-tokens
  'docker-token': String.raw`dckr_[po]at_[\w-]{20,}`,
  // https://www.figma.com/developers/api#access-tokens
  'figma-token': String.raw`figd_[\w-]{20,}`,
  // https://developers.google.com/identity/protocols/oauth2
  'google-access-token': String.raw`ya29\.[\w-]{16,}`,
  'google-refresh-token': String.raw`1\/\/0[\w-]{30,}`,
  'google-client-secret': String.raw`GOCSPX-[\w-]{16,}`,
  // https://console.groq.com/docs/quickstart
  'groq-key': '[gx]sk_[A-Za-z0-9]{20,}',
  // https://datatracker.ietf.org/doc/html/rfc7519#section-3, also without a signature and encrypted
  jwt: String.raw`(?<![_-])eyJ[\w-]{8,}(?:\.[\w-]+)+`,
  // https://docs.netlify.com/api/get-started
  'netlify-token': '(?:nf[pcou])_[A-Za-z0-9]{20,}',
  // https://platform.openai.com/docs/api-reference/authentication and /realtime-sessions, of Anthropic and others as well
  'sk-key': String.raw`(?<![_-])sk-(?:(?:proj|svcacct|admin|service|None|ant)-[\w-]{8,}|(?=[A-Za-z_-]*[0-9])[\w-]{16,}|[\w-]{20,})`,
  'openai-session': 'sess-[A-Za-z0-9]{20,}',
  'openai-ephemeral-key': 'ek_[A-Za-z0-9]{24,}',
  // https://docs.slack.dev/authentication/tokens
  'slack-token': String.raw`(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w%+/=-]{8,}`,
  // https://docs.stripe.com/webhooks/signature
  'stripe-webhook-secret': 'whsec_[A-Za-z0-9+/]{20,}={0,2}',
  // https://supabase.com/docs/guides/api/api-keys
  'supabase-token': String.raw`sb(?:p|_secret)_[\w-]{20,}`,
  // https://tailscale.com/kb/1085/auth-keys
  'tailscale-key': String.raw`tskey-[a-z]+-[\w-]{16,}`,
  // https://vercel.com/docs/rest-api/authentication
  'vercel-token': 'vc[piark]_[A-Za-z0-9]{20,}',
};

/** A run of characters that can contain a secret. Searching for runs first is much quicker than trying each shape everywhere. */
const RUN = /[\w.~+/=:|%@-]{12,}/g;
/** The first that fits wins: the place of the Slack tokens, whose shape follows below, is before those of gitleaks, which end at `=`. */
const SHAPES = Object.values({ 'slack-token': '', ...GITLEAKS_SHAPES, ...MORE_SHAPES }).map((shape) => `(?:${shape})`);
/** There is no letter or digit directly before or after a secret. The rest of its word is replaced as well: it may be a longer form. */
const SECRET = new RegExp(String.raw`(?<![A-Za-z0-9])(?:${SHAPES.join('|')})(?![A-Za-z0-9])(?:[\w.-]*\w)?`, 'g');

/** Runs without a secret: of 260,000 runs in the recordings of all scenarios, 6,000 are distinct. */
const clean = new Set<string>();
const MAX_CLEAN = 20_000;
const MAX_CLEAN_LENGTH = 200;

/** Calls `found` with the start and the end of each secret that is recognisable by itself. */
export function eachShape(text: string, found: (start: number, end: number) => void): void {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (clean.has(run)) continue;
    const secrets = [...run.matchAll(SECRET)];
    for (const secret of secrets) found(index + secret.index, index + secret.index + secret[0].length);
    if (secrets.length === 0 && run.length <= MAX_CLEAN_LENGTH && clean.size < MAX_CLEAN) clean.add(run);
  }
}
