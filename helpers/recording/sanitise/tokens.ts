import type { SecretPattern } from './pattern.ts';

const LEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';

/** Secrets that a fixed beginning gives away. */
export const TOKEN_PATTERNS: readonly SecretPattern[] = [
  {
    name: 'openai-key',
    source: 'https://platform.openai.com/docs/api-reference/authentication',
    hints: ['sk-'],
    regex: /((?<![A-Za-z0-9]))(sk-(?:proj|svcacct|admin|service|None)-[A-Za-z0-9_-]{8,})/g,
  },
  {
    name: 'openai-legacy-key',
    source: LEAKS,
    hints: ['sk-'],
    regex: /((?<![\w-]))(sk-(?:(?=[A-Za-z_-]*[0-9])[\w-]{16,}|[\w-]{20,}))/g,
  },
  {
    name: 'openai-session',
    source: 'https://platform.openai.com/docs/api-reference/realtime-sessions',
    hints: ['sess-', 'ek_'],
    regex: /((?<![A-Za-z0-9]))(sess-[A-Za-z0-9]{20,}|ek_[A-Za-z0-9]{24,})/g,
  },
  {
    name: 'anthropic-key',
    source: LEAKS,
    hints: ['sk-ant-'],
    regex: /((?<![A-Za-z0-9]))(sk-ant-[\w-]{8,})/g,
  },
  {
    name: 'github-token',
    source: 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/',
    hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    regex: /((?<![A-Za-z0-9]))((?:gh[pousr]|github_pat)_\w{16,})/g,
  },
  {
    name: 'npm-token',
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
    hints: ['npm_'],
    regex: /((?<![A-Za-z0-9]))(npm_[A-Za-z0-9]{24,})/g,
  },
  {
    name: 'slack-token',
    source: 'https://docs.slack.dev/authentication/tokens',
    hints: ['xox', 'xapp-'],
    regex: /((?<![A-Za-z0-9]))((?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w%+/=-]{8,})/g,
  },
  {
    name: 'slack-webhook',
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    hints: ['hooks.slack'],
    regex: /(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)([\w/-]+)/g,
  },
  {
    name: 'aws-key-id',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    hints: ['akia', 'asia', 'abia', 'acca'],
    regex: /((?<![A-Za-z0-9]))((?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16})(?![A-Za-z0-9])/g,
  },
  {
    name: 'google-key',
    source: 'https://cloud.google.com/docs/authentication/api-keys',
    hints: ['aiza', 'ya29.', 'gocspx-', '1//0'],
    regex: /((?<![A-Za-z0-9]))(AIza[\w-]{30,}|ya29\.[\w-]{16,}|GOCSPX-[\w-]{16,}|1\/\/0[\w-]{30,})/g,
  },
  {
    name: 'hugging-face-token',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    hints: ['hf_'],
    regex: /((?<![A-Za-z0-9]))(hf_[A-Za-z0-9]{24,})/g,
  },
  {
    name: 'stripe-live-key',
    source: 'https://docs.stripe.com/keys',
    hints: ['k_live_'],
    regex: /((?<![A-Za-z0-9]))([rs]k_live_[A-Za-z0-9]{16,})/g,
  },
  {
    name: 'jwt',
    source: 'https://datatracker.ietf.org/doc/html/rfc7519#section-3',
    hints: ['eyj'],
    regex: /((?<![\w-]))(eyJ[\w-]{8,}(?:\.[\w-]+)+)/g,
  },
];
