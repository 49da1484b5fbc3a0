import { FILES_FILE, NETWORK_FILE, RUN_FILE } from '../../recording/folder-layout.ts';
import type { FileRecord, Recording } from '../../recording/recording.ts';
import { maskPath, maskText } from './normalise-text.ts';
import type { Context } from './context.ts';

/** The hosts that codex tried to reach. Which of them a short run gets to is chance: they do not depend on the scenario. */
export function addNetworkFacts(context: Context, { network }: Recording): void {
  for (const [index, { target }] of network.entries()) {
    context.general('host', `network ${hostOf(target)}`, 'tried', context.evidence(NETWORK_FILE, index + 1));
  }
}

/**
 * What codex left behind. Its own files in CODEX_HOME are the same for all scenarios, and so is what the lines of its
 * sessions are; what lies elsewhere depends on what was asked for, as does the text of files that a scenario keeps.
 */
export function addFileFacts(context: Context, { files }: Recording): void {
  for (const file of files) {
    const key = `files ${file.place} ${maskPath(file.path)}`;
    if (file.place === 'codex_home') context.general('file', key, file.kind, context.evidence(FILES_FILE));
    else context.here('file', key, file.kind, context.evidence(FILES_FILE));
    addContents(context, key, file);
  }
}

function addContents(context: Context, key: string, { text, lines }: FileRecord): void {
  const evidence = context.evidence(FILES_FILE);
  if (text !== undefined) context.here('value', `${key} text`, text === '' ? 'empty' : maskText(text), evidence);
  for (const kind of lines?.kinds ?? []) context.general('file', `${key} line ${kind}`, 'written', evidence);
  for (const field of lines?.fields ?? []) context.general('file', `${key} field ${field}`, 'written', evidence);
}

/** What the binary says of itself: commands, flags and features, and the methods of its schema. */
export function addBinaryFacts(context: Context, { codex, protocol }: Recording): void {
  for (const name of codex.capabilities) {
    const [, feature] = /^removed-feature\.(.*)$/.exec(name) ?? [];
    const [key, value] = feature === undefined ? [name, 'offered'] : [`feature.${feature}`, 'removed'];
    context.general('flag', `help ${key}`, value, { ...context.evidence(RUN_FILE) });
  }
  for (const [sort, methods] of Object.entries(protocol?.methods ?? {})) {
    for (const method of methods) {
      context.general('method', `schema ${sort} ${method}`, 'there', context.evidence('protocol.json'));
    }
  }
}

function hostOf(target: string): string {
  return target
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:443$/, '');
}
