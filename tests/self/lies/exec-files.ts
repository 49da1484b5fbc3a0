import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { at, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';

const FILES = /^run\/files\//;
const SESSION = /^run\/session\//;
const LAST = /^exec\/last-message\//;

/** A message of the agent in a session file. */
const REPLY = { payload: { type: 'message', role: 'assistant' } };

interface Record {
  readonly type?: unknown;
  readonly payload?: { readonly type?: unknown; readonly role?: unknown };
}

/** False files: of the user, of patches, of sessions, and for the last message. */
export const execFileLies: Lies = {
  'a file of the user is changed': {
    scenarios: ['exec/context/agents-override'],
    check: FILES,
    evidence: /AGENTS\.md/,
    exec: { atEnd: () => written('AGENTS.md', 'Third rule: of nobody.\n') },
  },
  'a file of the user is removed': {
    scenarios: ['exec/schema/sent'],
    check: FILES,
    evidence: /no file/,
    exec: { atEnd: () => removed(globSync('*.json')) },
  },
  'a patched file keeps its old text': {
    scenarios: ['exec/patch/add-update-delete'],
    check: FILES,
    evidence: /changed\.txt/,
    exec: { stdout: (line) => whenUpdated(line, (file) => writeFileSync(file, 'old\n')) },
  },
  'a patched file has one more line': {
    scenarios: ['exec/patch/add-update-delete'],
    check: FILES,
    evidence: /changed\.txt/,
    exec: { stdout: (line) => whenUpdated(line, (file) => writeFileSync(file, 'new\nnewer\n')) },
  },
  'a file is left in the home folder': {
    scenarios: ['exec/stateless/sum'],
    check: FILES,
    evidence: /\.codexrc/,
    exec: { atEnd: () => written(join(process.env['HOME'] ?? '', '.codexrc'), 'x') },
  },
  'the session file lacks the last reply': {
    scenarios: ['exec/persistent/recall'],
    check: SESSION,
    evidence: /message of the agent/,
    exec: { atEnd: () => sessionsWithout(({ payload }, last) => last && payload?.role === 'assistant') },
  },
  'the session file lacks the output of a command': {
    scenarios: ['exec/command/succeeds'],
    check: SESSION,
    evidence: /output of/,
    exec: { atEnd: () => sessionsWithout(({ payload }) => payload?.type === 'function_call_output') },
  },
  'the session file has another prompt': {
    scenarios: ['exec/command/succeeds'],
    check: SESSION,
    evidence: /Say hello/,
    exec: { atEnd: () => sessions((text) => text.replaceAll('Say hello.', 'Say hallo.')) },
  },
  'the session file has another output of a command': {
    scenarios: ['exec/command/succeeds'],
    check: SESSION,
    evidence: /hello/,
    exec: { atEnd: () => sessions((text) => text.replaceAll(String.raw`hello\n`, String.raw`hallo\n`)) },
  },
  'the file for the last message has one more line': {
    scenarios: ['exec/last-message/two-messages'],
    check: LAST,
    exec: { atEnd: () => written(optionValue('-o'), `${readFileSync(optionValue('-o'), 'utf8')}\n`) },
  },
  'the file for the last message is missing': {
    scenarios: ['exec/last-message/two-messages'],
    check: LAST,
    exec: { atEnd: () => removed([optionValue('-o')]) },
  },
  'the file for the last message is kept from before': {
    scenarios: ['exec/last-message/failed-turn'],
    check: LAST,
    exec: { atEnd: () => written(optionValue('-o'), 'half of an answer') },
  },
};

function optionValue(name: string): string {
  return process.argv[process.argv.indexOf(name) + 1] ?? '';
}

function written(file: string, text: string): string {
  writeFileSync(file, text);
  return '';
}

function removed(files: readonly string[]): string {
  for (const file of files) rmSync(file, { force: true });
  return '';
}

/** Changes the file that a completed patch updates. */
function whenUpdated(line: string, change: (file: string) => void): string {
  const event = parsed(line);
  const updated = { type: 'item.completed', item: { type: 'file_change', changes: [{ kind: 'update' }] } };
  if (!matches(event, updated)) return line;
  change(String(at(event, 'item', 'changes', 0, 'path')));
  // Another spelling of the same event: the file is the change.
  return `${line} `;
}

/** Changes the text of each session file. */
function sessions(change: (text: string) => string): string {
  const folder = join(process.env['CODEX_HOME'] ?? '', 'sessions');
  for (const name of globSync('**/*.jsonl', { cwd: folder })) {
    const file = join(folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
  return '';
}

/** Removes records from each session file; `last` is true for the last message of the agent. */
function sessionsWithout(isLost: (record: Record, last: boolean) => boolean): string {
  return sessions((text) => {
    const lines = text.split('\n');
    const end = lines.findLastIndex((line) => matches(parsed(line), REPLY));
    return lines
      .filter((line, index) => {
        const record = (parsed(line) ?? {}) as Record;
        return record.type !== 'response_item' || !isLost(record, index === end);
      })
      .join('\n');
  });
}
