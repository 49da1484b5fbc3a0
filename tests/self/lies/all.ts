import { execCommandLies } from './exec-commands.ts';
import { execFileLies } from './exec-files.ts';
import { execSilenceLies } from './exec-silences.ts';
import { execTextLies } from './exec-texts.ts';
import { execToolLies } from './exec-tools.ts';
import { execTurnLies } from './exec-turns.ts';
import type { Lie, Lies, Telling } from './lie.ts';
import { requestSettingLies } from './request-settings.ts';
import { requestLies } from './requests.ts';
import { wireApprovalLies } from './wire-approvals.ts';
import { wireItemLies } from './wire-items.ts';
import { wireLifeLies } from './wire-life.ts';
import { wireThreadLies } from './wire-threads.ts';
import { wireTurnLies } from './wire-turns.ts';

/** All lies, by the statement that is false. */
export const LIES: ReadonlyMap<string, Lie> = joined([
  execCommandLies,
  execTextLies,
  execTurnLies,
  execToolLies,
  execFileLies,
  execSilenceLies,
  wireApprovalLies,
  wireItemLies,
  wireThreadLies,
  wireLifeLies,
  wireTurnLies,
  requestLies,
  requestSettingLies,
]);

interface Told {
  readonly exec?: Telling & Writing;
  readonly server?: Telling & Writing;
}

interface Writing {
  readonly pieceBytes?: number;
  readonly lateMs?: number;
}

const alike = (writing: Writing): Told => ({ exec: writing, server: writing });

/** Wrappers that change no statement, by what they do. */
export const HONEST: Readonly<Record<string, Told>> = {
  'only passes on': {},
  'writes pieces of 7 bytes': alike({ pieceBytes: 7 }),
  'is late by 150 ms': alike({ lateMs: 150 }),
};

/** The changes of a lie or of an honest wrapper, by name. */
export function toldBy(name: string): Told {
  const told = LIES.get(name) ?? HONEST[name];
  if (told === undefined) throw new Error(`Unknown lie: ${name}`);
  return told;
}

function joined(themes: readonly Lies[]): ReadonlyMap<string, Lie> {
  const all = themes.flatMap((lies) => Object.entries(lies));
  const lies = new Map(all);
  if (lies.size !== all.length) throw new Error('Two lies have one name');
  return lies;
}
