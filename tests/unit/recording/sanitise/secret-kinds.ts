import * as fc from 'fast-check';
import { matching } from './matching.ts';

/** A kind of secret: a value, and the text around it where only that gives it away. */
export interface SecretKind {
  readonly name: string;
  readonly secret: fc.Arbitrary<string>;
  readonly before?: string;
  readonly after?: string;
}

const word = matching(/^[A-Za-z]{4}[0-9][A-Za-z0-9]{20}$/);
const base64url = matching(/^[A-Za-z0-9_-]{24}$/);
const password = matching(/^[A-Za-z0-9]{12}$/);

/** A kind whose value is recognisable by itself. Values are made up while the test runs: no scanner finds one here. */
function shape(name: string, pattern: RegExp): SecretKind {
  return { name, secret: matching(pattern) };
}

/** Kinds that are recognisable by themselves, by provider. */
export const SHAPES: readonly SecretKind[] = [
  shape('1Password service account', /^ops_eyJ[A-Za-z0-9+/]{250}$/),
  shape('age secret key', /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/),
  shape('Alibaba access key', /^LTAI[A-Za-z0-9]{20}$/),
  shape('Anthropic API key', /^sk-ant-api03-[A-Za-z0-9_-]{93}AA$/),
  shape('Anthropic admin key', /^sk-ant-admin01-[A-Za-z0-9_-]{93}AA$/),
  shape('Anthropic OAuth token', /^sk-ant-oat01-[A-Za-z0-9_-]{93}AA$/),
  shape('Atlassian API token', /^ATATT3[A-Za-z0-9_=-]{186}$/),
  shape('AWS access key id', /^(?:AKIA|ASIA)[A-Z2-7]{16}$/),
  shape('AWS Bedrock key', /^ABSK[A-Za-z0-9+/]{110}$/),
  shape('Azure client secret', /^[A-Za-z0-9]{3}[0-9]Q~[A-Za-z0-9_.~-]{30}[A-Za-z0-9]$/),
  shape('Cloudflare token', /^cfut_[A-Za-z0-9]{40}[0-9a-f]{8}$/),
  shape('Cloudflare origin CA key', /^v1\.0-[a-f0-9]{24}-[a-f0-9]{146}$/),
  shape('Databricks token', /^dapi[a-f0-9]{32}$/),
  shape('DigitalOcean token', /^do[opr]_v1_[a-f0-9]{64}$/),
  shape('Docker Hub token', /^dckr_(?:pat|oat)_[A-Za-z0-9_-]{26}[A-Za-z0-9]$/),
  shape('Doppler token', /^dp\.pt\.[A-Za-z0-9]{43}$/),
  shape('Dynatrace token', /^dt0c01\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}$/),
  shape('Figma token', /^figd_[A-Za-z0-9_-]{40}[A-Za-z0-9]$/),
  shape('Fly.io token', /^fo1_[A-Za-z0-9_-]{42}[A-Za-z0-9]$/),
  shape('GitHub token', /^gh[pousr]_[A-Za-z0-9]{36}$/),
  shape('GitHub fine-grained token', /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/),
  shape('GitLab token', /^gl(?:(?:pat|dt|rt|ft|soat)-|cbt-[0-9a-f]{2}_)[A-Za-z0-9_-]{19}[A-Za-z0-9]$/),
  shape('GitLab runner registration token', /^GR1348941[A-Za-z0-9_-]{19}[A-Za-z0-9]$/),
  shape('Google API key', /^AIza[A-Za-z0-9_-]{34}[A-Za-z0-9]$/),
  shape('Google access token', /^ya29\.[A-Za-z0-9_-]{24}$/),
  shape('Google client secret', /^GOCSPX-[A-Za-z0-9_-]{28}$/),
  shape('Google refresh token', /^1\/\/0[A-Za-z0-9_-]{40}$/),
  shape('Grafana service account token', /^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/),
  shape('Grafana Cloud token', /^glc_[A-Za-z0-9+/]{60}$/),
  shape('Groq key', /^gsk_[A-Za-z0-9]{52}$/),
  shape('Heroku key', /^HRKU-AA[0-9a-zA-Z_-]{57}[A-Za-z0-9]$/),
  shape('Hugging Face token', /^(?:hf|api_org)_[A-Za-z]{34}$/),
  {
    name: 'JSON Web Token',
    secret: fc.tuple(base64url, base64url, base64url).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  },
  shape('Linear key', /^lin_api_[A-Za-z0-9]{40}$/),
  shape('Mailchimp key', /^[a-f0-9]{32}-us[0-9]{2}$/),
  shape('Mailgun key', /^key-[a-f0-9]{32}$/),
  shape('Netlify token', /^nfp_[A-Za-z0-9]{36}$/),
  shape('New Relic key', /^(?:NRAK-[A-Z0-9]{27}|NRII-[A-Za-z0-9-]{31}[A-Za-z0-9]|NRJS-[a-f0-9]{19})$/),
  shape('Notion token', /^ntn_[0-9]{11}[A-Za-z0-9]{35}$/),
  shape('npm token', /^npm_[A-Za-z0-9]{36}$/),
  shape('OpenAI key', /^sk-(?:proj|svcacct|admin)-[A-Za-z0-9]{8}(?:[A-Za-z0-9_-]{0,60}[A-Za-z0-9])?$/),
  shape('OpenAI legacy key', /^sk-[A-Za-z0-9]{48}$/),
  shape('OpenAI session token', /^sess-[A-Za-z0-9]{40}$/),
  shape('OpenAI ephemeral key', /^ek_[a-f0-9]{32}$/),
  shape('Perplexity key', /^pplx-[A-Za-z0-9]{48}$/),
  shape('PlanetScale token', /^pscale_(?:tkn|oauth|pw)_[A-Za-z0-9]{43}$/),
  shape('Postman key', /^PMAK-[a-f0-9]{24}-[a-f0-9]{34}$/),
  shape('Pulumi token', /^pul-[a-f0-9]{40}$/),
  shape('PyPI token', /^pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{69}[A-Za-z0-9]$/),
  shape('RubyGems key', /^rubygems_[a-f0-9]{48}$/),
  shape('SendGrid key', /^SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{42}[A-Za-z0-9]$/),
  shape('Sentry token', /^sntryu_[a-f0-9]{64}$/),
  shape(
    'Sentry organisation token',
    /^sntrys_eyJpYXQiO[A-Za-z0-9+/]{40}InJlZ2lvbl91cmwi[A-Za-z0-9+/]{40}_[A-Za-z0-9+/]{42}[A-Za-z0-9]$/,
  ),
  shape('Shopify token', /^shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}$/),
  shape(
    'Slack token',
    /^xox(?:b-[0-9]{12}-[0-9]{12}-[A-Za-z0-9]{24}|p-[0-9]{12}-[0-9]{12}-[0-9]{12}-[a-f0-9]{32}|e-1-[A-Z0-9]{146})$/,
  ),
  shape('Slack app token', /^xapp-1-[A-Z0-9]{11}-[0-9]{13}-[a-f0-9]{64}$/),
  shape('Slack webhook', /^https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8}\/B[A-Z0-9]{8}\/[A-Za-z0-9]{24}$/),
  shape('Square token', /^(?:EAAA|sq0atp-)[A-Za-z0-9_-]{40}[A-Za-z0-9]$/),
  shape('Stripe key', /^[sr]k_(?:live|test)_[A-Za-z0-9]{24}$/),
  shape('Stripe webhook secret', /^whsec_[A-Za-z0-9]{32}$/),
  shape('Supabase token', /^sbp_[a-f0-9]{40}$/),
  shape('Tailscale key', /^tskey-(?:auth|api)-[A-Za-z0-9]{12}CNTRL-[A-Za-z0-9]{32}$/),
  shape('Telegram bot token', /^[0-9]{9}:A[A-Za-z0-9_-]{33}[A-Za-z0-9]$/),
  shape('Terraform Cloud token', /^[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{64}[A-Za-z0-9]$/),
  shape('Twilio key', /^SK[0-9a-f]{32}$/),
  shape('Vault token', /^(?:hvs\.[A-Za-z0-9_-]{94}[A-Za-z0-9]|hvb\.[A-Za-z0-9_-]{150}[A-Za-z0-9])$/),
  shape('Vercel token', /^vc[piark]_[A-Za-z0-9]{56}$/),
];

/** Kinds that only the text around them gives away: one for each pattern, by its name, and some of services. */
export const CONTEXTS: readonly SecretKind[] = [
  { name: 'bearer', before: 'Authorization: Bearer ', secret: word },
  {
    name: 'basic',
    before: 'sent Basic ',
    secret: fc.tuple(word, word).map(([user, password]) => btoa(`${user}:${password}`)),
  },
  { name: 'authorization-header', before: 'authorization: ', secret: word },
  { name: 'url-password', before: 'https://user:', secret: password, after: '@example.com/path' },
  { name: 'password in a PostgreSQL URL', before: 'postgres://user:', secret: password, after: '@host:5432/db' },
  { name: 'password in a MySQL URL', before: 'mysql://user:', secret: password, after: '@host/db' },
  { name: 'password in a MongoDB URL', before: 'mongodb+srv://user:', secret: password, after: '@host/db' },
  { name: 'password in a Redis URL', before: 'redis://:', secret: password, after: '@host:6379' },
  { name: 'password in an AMQP URL', before: 'amqp://user:', secret: password, after: '@host/vhost' },
  {
    name: 'password in a connection string',
    before: 'Server=tcp:host,1433;User ID=admin;Password=',
    secret: word,
    after: ';Encrypt=True;',
  },
  {
    name: 'Azure storage key',
    before: 'DefaultEndpointsProtocol=https;AccountName=name;AccountKey=',
    secret: matching(/^[A-Za-z0-9+/]{86}==$/),
    after: ';EndpointSuffix=core.windows.net',
  },
  {
    name: 'url-signature',
    before: 'https://name.blob.core.windows.net/c?sv=2024-11-04&sig=',
    secret: matching(/^[A-Za-z0-9]{20}%2F[A-Za-z0-9]{20}%3D$/),
    after: '&se=2030',
  },
  {
    name: 'AWS secret key',
    before: "aws_secret_access_key = '",
    secret: matching(/^[A-Za-z0-9/+]{40}$/),
    after: "'",
  },
  { name: 'Datadog key', before: 'DD_API_KEY=', secret: matching(/^[a-f0-9]{32}$/) },
  { name: 'Twilio auth token', before: 'TWILIO_AUTH_TOKEN=', secret: matching(/^[a-f0-9]{32}$/) },
  { name: 'npm registry token', before: '//registry.example.com/:_authToken=', secret: word },
  {
    name: 'private-key',
    secret: fc
      .constantFrom('', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ')
      .chain((kind) =>
        matching(/^[A-Za-z0-9+/]{64}$/).map(
          (key) => `-----BEGIN ${kind}PRIVATE KEY----- ${key} -----END ${kind}PRIVATE KEY-----`,
        ),
      ),
  },
  {
    name: 'cookie-header',
    before: 'Set-Cookie: ',
    secret: word.map((value) => `session=${value}; Path=/; HttpOnly`),
    after: '\n',
  },
  { name: 'bare-assignment', before: 'api_key=', secret: word },
  { name: 'quoted-assignment', before: "client_secret: '", secret: matching(/^[a-z]{12}$/), after: "'" },
  { name: 'ambiguous-bare-assignment', before: 'password=', secret: word },
  { name: 'ambiguous-quoted-assignment', before: "'password': '", secret: word, after: "'" },
  { name: 'key-header', before: 'x-api-key: ', secret: matching(/^[a-z]{12}$/) },
  { name: 'environment-assignment', before: 'export MY_SERVICE_KEY=', secret: matching(/^[a-z]{12}$/) },
  {
    name: 'environment-quoted-assignment',
    before: "DB_PASSWORD='",
    secret: fc.constant('three plain words'),
    after: "'",
  },
  { name: 'secret-option', before: 'tool --api-key ', secret: word },
];
