import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import * as z from 'zod';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import { writeFileAtomic } from '../helpers/util/fs/atomic.ts';

const Rules = z.object({ rules: z.array(z.object({ id: z.string(), regex: z.string().optional() })) });

/** Rules whose secret only its surroundings give away, or that `secret-contexts.ts` has with all their forms. */
const SKIPPED = new Set([
  'curl-auth-header',
  'curl-auth-user',
  'facebook-access-token',
  'freemius-secret-key',
  'gocardless-api-token',
  'kubernetes-secret-yaml',
  'nuget-config-password',
  'pkcs12-file',
  'private-key',
  'sidekiq-sensitive-url',
]);

/** Alternatives that hashes and code match as well. */
const AMBIGUOUS = [String.raw`|[a-fA-F0-9]{40}`, String.raw`|s\.(?i:[a-z0-9]{24})`];

/** The beginning of a secret after a name of its provider, such as `newrelic_key = "`. */
const AFTER_NAME = String.raw`[\x60'"\s=]{0,5}(`;

/** A secret that begins with a prefix of its own: `NRAK-`, `(live|test)_`. */
const HAS_PREFIX = /^(?:[A-Za-z0-9]{2,}|\([a-z|]+\))(?:[-_]|\\\.)/;
const HAS_OTHER_MARK = new Set(['mailchimp-api-key', 'telegram-bot-api-token', 'yandex-api-key']);

const BOUNDARY = String.raw`(?:\\b|\(\?:\^\|\[[^\]]+\]\)|\(\?:(?:\$\|)?\[[^\]]+\](?:\|(?:\\\\\[nr\]|\$|\\b|\\z))*\))*`;
const BEFORE = new RegExp(`^${BOUNDARY}`);
const AFTER = new RegExp(`${BOUNDARY}$`);

/** The part of a rule that matches the secret alone; null if the secret is not recognisable by itself. */
function secretOf(id: string, rule: string): string | null {
  if (SKIPPED.has(id)) return null;
  const regex = AMBIGUOUS.reduce((text, alternative) => text.replace(alternative, ''), rule);
  const at = regex.indexOf(AFTER_NAME);
  if (at === -1) {
    const flag = regex.startsWith('(?i)') ? '(?i)' : '';
    return flag + regex.slice(flag.length).replace(BEFORE, '').replace(AFTER, '');
  }
  const secret = groupAt(regex, at + AFTER_NAME.length - 1).slice(1, -1);
  return HAS_PREFIX.test(secret) || HAS_OTHER_MARK.has(id) ? `(?i)${secret}` : null;
}

/** The text of the group that begins at a position. */
function groupAt(regex: string, start: number): string {
  let depth = 0;
  for (const { 0: token, index } of regex.slice(start).matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/g)) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
    if (depth === 0) return regex.slice(start, start + index + 1);
  }
  return regex.slice(start);
}

/** Translates a regular expression of Go: without inline flags, which Node.js 22 does not know, and without captures. */
function toJavaScript(go: string): string {
  const ignoresCase = [false];
  return go.replaceAll(
    /\(\?i\)|\(\?(?<flag>-?i)?:|\((?:\?P<\w+>)?|\)|\\.|\[(?:\[:alnum:\]|\\.|[^\]\\])*\]|[A-Za-z.]/g,
    (token, flag: string | undefined) => {
      const current = ignoresCase.at(-1)!;
      if (token === '(?i)') {
        ignoresCase[ignoresCase.length - 1] = true;
        return '';
      }
      if (token.startsWith('(')) {
        ignoresCase.push(flag === undefined ? current : flag === 'i');
        return '(?:';
      }
      if (token === ')') ignoresCase.pop();
      if (token.startsWith('[')) return classOf(token.replace('[:alnum:]', 'A-Za-z0-9'), current);
      // No rule means any character by it.
      if (token === '.') return String.raw`\.`;
      if (/^[A-Za-z]$/.test(token) && current) return `[${token.toUpperCase()}${token.toLowerCase()}]`;
      return token;
    },
  );
}

/** Escapes are undone, and lines taken apart, before a text is searched: no secret has a backslash or a line break. */
function classOf(text: string, ignoresCase: boolean): string {
  const members = text.slice(1, -1).match(/\\.|[A-Za-z0-9]-[A-Za-z0-9]|./g) ?? [];
  const possible = members.filter((member) => !['\\\\', '\\r', '\\n'].includes(member));
  const both = possible.flatMap((member) =>
    ignoresCase && /^[A-Za-z]/.test(member) ? [member.toUpperCase(), member.toLowerCase()] : [member],
  );
  return `[${[...new Set(both)].join('')}]`;
}

/** A secret that was cut off, as codex cuts long outputs, is recognisable by its prefix. */
function allowCut(shape: string): string {
  if (!/^(?:\(\?:)?(?:\w|\[[A-Z][a-z]\]){3,}(?:[-_]|\\\.)/.test(shape)) return shape;
  return shape.replace(/\{(\d+)(?:,\d+)?\}(?=(?:=\{0,\d\})?\)*$)/, (count, least: string) =>
    Number(least) > 20 ? '{20,}' : count,
  );
}

const [path, version] = process.argv.slice(2);
if (path === undefined || version === undefined) {
  console.error('Usage: node scripts/secret-rules.ts gitleaks.toml VERSION');
  process.exit(2);
}
const { rules } = Rules.parse(parse(await readFile(path, 'utf8')));
const shapes = rules.flatMap(({ id, regex }) => {
  const secret = regex === undefined ? null : secretOf(id, regex);
  return secret === null ? [] : [[id, allowCut(toJavaScript(secret))] as const];
});
const file = {
  about: `The rules of gitleaks ${version} whose secrets are recognisable by themselves, translated by scripts/secret-rules.ts`,
  license: 'MIT, Copyright (c) 2019 Zachary Rice',
  shapes: Object.fromEntries(shapes),
};
const target = join(SUITE_ROOT, 'helpers/recording/sanitise/gitleaks.json');
await writeFileAtomic(target, `${JSON.stringify(file, null, 2)}\n`);
console.log(`${target}: ${shapes.length} of ${rules.length} rules`);
