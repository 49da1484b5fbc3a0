import { FILES_FILE, NETWORK_FILE, RUN_FILE } from '../../recording/folder-layout.ts';
import type { FileRecord, Recording } from '../../recording/recording.ts';
import { normaliseContents, normalisePath } from './normalise-text.ts';
import type { Context } from './context.ts';
import type { KeyParts } from './fact-key.ts';

/** The hosts that codex tried to reach. */
export function addNetworkFacts(context: Context, { network }: Recording): void {
  for (const [index, { target }] of network.entries()) {
    const key: KeyParts = { area: 'network', subject: hostOf(target) };
    context.everywhere('host', key, 'tried', context.evidence(NETWORK_FILE, index + 1));
  }
}

/**
 * The files that codex wrote. Those in CODEX_HOME are global facts, as are the kinds and fields of session lines; files
 * elsewhere, and the texts of kept files, are facts of the scenario.
 */
export function addFileFacts(context: Context, { files }: Recording): void {
  for (const file of files) {
    const key: KeyParts = { area: 'files', role: file.place, subject: normalisePath(file.path) };
    if (file.place === 'codex_home') context.global('file', key, file.kind, context.evidence(FILES_FILE));
    else context.perScenario('file', key, file.kind, context.evidence(FILES_FILE));
    addContents(context, key, file);
  }
}

function addContents(context: Context, key: KeyParts, { text, lines }: FileRecord): void {
  const evidence = context.evidence(FILES_FILE);
  if (text !== undefined)
    context.perScenario('value', { ...key, aspect: 'text' }, text === '' ? 'empty' : normaliseContents(text), evidence);
  for (const kind of lines?.kinds ?? [])
    context.global('file', { ...key, aspect: `line ${kind}` }, 'written', evidence);
  for (const field of lines?.fields ?? [])
    context.global('file', { ...key, aspect: `field ${field}` }, 'written', evidence);
}

/** What the binary reports about itself: commands, flags, features, and the methods of its schema. */
export function addBinaryFacts(context: Context, { codex, protocol }: Recording): void {
  for (const name of codex.capabilities) {
    const [, feature] = /^removed-feature\.(.*)$/.exec(name) ?? [];
    const [subject, value] = feature === undefined ? [name, 'offered'] : [`feature.${feature}`, 'removed'];
    context.global('flag', { area: 'help', subject }, value, context.evidence(RUN_FILE));
  }
  for (const [role, methods] of Object.entries(protocol?.methods ?? {})) {
    for (const subject of methods) {
      context.global('method', { area: 'schema', role, subject }, 'there', context.evidence('protocol.json'));
    }
  }
}

function hostOf(target: string): string {
  return target
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:443$/, '');
}
