import * as z from 'zod';
import { judge } from '../../checks/judge.ts';
import type { Recording } from '../../recording/recording.ts';
import { checksOf } from '../../scenarios/catalog.ts';
import { compare } from '../../util/text/compare.ts';
import { GROUPS, type Declared, type Group } from './declared.ts';
import { exercisedIn, type Exercised } from './exercised.ts';
import { judgedMessages } from './judged-messages.ts';
import { reasonFor, REASONS, type Reason } from './reasons.ts';

/** Scenarios and checks that an element names; the others are counted. */
const MOST_NAMED = 3;

const entrySchema = z.strictObject({
  /** Scenarios that exercise it, in which codex does not refuse it. */
  count: z.int().nonnegative(),
  scenarios: z.array(z.string()).max(MOST_NAMED),
  /** Scenarios in which codex refuses it. @default none */
  refused: z.int().positive().optional(),
  /** Checks on its effect, or of a message on its values. @default none */
  checks: z.array(z.string()).max(MOST_NAMED).optional(),
  /** Why no scenario exercises it. @default it is exercised, or open */
  reason: z.enum(Object.keys(REASONS) as Reason[]).optional(),
  attempt: z.string().optional(),
  /** The binary does not declare it. @default it does */
  undeclared: z.literal(true).optional(),
});

/** The contents of `docs/protocol-coverage.json`. */
export const protocolCoverageSchema = z.strictObject({
  codex: z.string(),
  groups: z.record(z.enum(GROUPS), z.record(z.string(), entrySchema)),
});

export type ProtocolCoverage = z.infer<typeof protocolCoverageSchema>;

type CoverageEntry = z.infer<typeof entrySchema>;

/** The numbers of one group. */
export interface CoverageNumbers {
  readonly declared: number;
  readonly exercised: number;
  readonly refused: number;
  readonly withClause: number;
  readonly withReason: number;
  readonly open: number;
  readonly undeclared: number;
}

/** Counts the elements of a group. */
export function coverageNumbers(entries: ProtocolCoverage['groups'][Group]): CoverageNumbers {
  const all = Object.values(entries);
  const declared = all.filter(({ undeclared }) => undeclared !== true);
  const unexercised = declared.filter(({ count }) => count === 0);
  return {
    declared: declared.length,
    exercised: declared.length - unexercised.length,
    refused: declared.filter(({ refused }) => refused !== undefined).length,
    withClause: declared.filter(({ checks }) => checks !== undefined).length,
    withReason: unexercised.filter(({ reason }) => reason !== undefined).length,
    open: unexercised.filter(({ reason }) => reason === undefined).length,
    undeclared: all.length - declared.length,
  };
}

/** The numbers that are worse than the committed ones, one line each. */
export function fallenNumbers(committed: ProtocolCoverage, measured: ProtocolCoverage): string[] {
  return GROUPS.flatMap((group) => {
    const before = coverageNumbers(committed.groups[group]);
    const now = coverageNumbers(measured.groups[group]);
    return (['exercised', 'refused', 'withClause'] as const)
      .filter((number) => now[number] < before[number])
      .map((number) => `${group}: ${number} ${now[number]}, committed ${before[number]}`);
  });
}

/** The elements of the protocol that recordings of one version exercise, of those that the binary declares. */
export function protocolCoverage(
  codex: string,
  recordings: readonly Recording[],
  declared: Declared,
): ProtocolCoverage {
  const tallies = new Map<string, Tally>();
  for (const recording of recordings) {
    const exercised = exercisedIn(recording, declared);
    for (const one of exercised) tallyOf(tallies, one)[one.refused ? 'refused' : 'exercised'].add(recording.scenario);
    for (const [group, name, check] of effectsIn(recording, exercised))
      tallyOf(tallies, { group, name }).checks.add(check);
  }
  for (const [group, name, check] of judgedMessages(recordings, declared)) {
    if (tallies.has(keyOf({ group, name }))) tallyOf(tallies, { group, name }).checks.add(check);
  }
  const groups = GROUPS.map((group) => {
    const names = new Set(declared.names[group]);
    const undeclared = [...tallies.values()].filter((one) => one.group === group && !names.has(one.name));
    const all = [...names, ...undeclared.filter(({ exercised }) => exercised.size > 0).map(({ name }) => name)];
    const entries = all
      .toSorted(compare)
      .map((name) => [name, entryOf(group, name, tallies.get(keyOf({ group, name })), names.has(name))] as const);
    return [group, Object.fromEntries(entries)] as const;
  });
  return protocolCoverageSchema.parse({ codex, groups: Object.fromEntries(groups) });
}

interface Tally extends Pick<Exercised, 'group' | 'name'> {
  readonly exercised: Set<string>;
  readonly refused: Set<string>;
  readonly checks: Set<string>;
}

function tallyOf(tallies: Map<string, Tally>, { group, name }: Pick<Exercised, 'group' | 'name'>): Tally {
  const key = keyOf({ group, name });
  const tally = tallies.get(key) ?? { group, name, exercised: new Set(), refused: new Set(), checks: new Set() };
  tallies.set(key, tally);
  return tally;
}

function keyOf({ group, name }: Pick<Exercised, 'group' | 'name'>): string {
  return `${group} ${name}`;
}

function entryOf(group: Group, name: string, tally: Tally | undefined, isDeclared: boolean): CoverageEntry {
  const { exercised = new Set<string>(), refused = new Set<string>(), checks = new Set<string>() } = tally ?? {};
  return {
    count: exercised.size,
    scenarios: named(exercised),
    ...(refused.size > 0 ? { refused: refused.size } : {}),
    ...(checks.size > 0 ? { checks: named(checks) } : {}),
    ...(exercised.size > 0 ? {} : reasonFor(group, name)),
    ...(isDeclared ? {} : { undeclared: true as const }),
  };
}

function named(all: ReadonlySet<string>): string[] {
  return [...all].toSorted(compare).slice(0, MOST_NAMED);
}

/** The passing checks that judge the effect of a method or flag that the recording exercises. */
function effectsIn(recording: Recording, exercised: readonly Exercised[]): [Group, string, string][] {
  const done = new Map(exercised.filter(({ refused }) => !refused).map(({ group, name }) => [name, group]));
  return checksOf(recording).flatMap((check) => {
    const flags = (check.needs ?? []).map((one) =>
      one.replace(/^([\w-]+)\.flag\./, (_, command) => `${command === 'resume' ? 'exec resume' : command} --`),
    );
    const own = [...(check.effects ?? []), ...flags].filter((one) => done.has(one));
    if (own.length === 0 || judge(check, recording).verdict !== 'pass') return [];
    return own.map((name): [Group, string, string] => [done.get(name)!, name, check.id]);
  });
}
