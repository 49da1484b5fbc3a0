import { prove, type MutantResult, type Proof, type ProofResult } from './prove.ts';
import { redundantChecks, type RedundantCheck } from './redundancy.ts';

/** The report on all checks and their mutants. */
export interface MutantReport {
  readonly text: string;
  readonly sound: boolean;
}

/** Tries all mutants and benign changes. The text lists the results by check, then the problems, then the counts. */
export function mutantReport(proof: Proof): MutantReport {
  const proven = prove(proof);
  const sound = proven.problems.length === 0;
  const blocks = [
    ...proof.checks.map(({ id }) => checkLines(id, proven)),
    // A mutation that fails would fail there again.
    ...(sound ? [redundantLines(redundantChecks(proof))] : []),
    proven.problems.map(({ kind, message }) => `✗ ${kind}: ${message}`),
    [countsLine(proof, proven)],
  ];
  return { text: `${blocks.flat().join('\n')}\n`, sound };
}

function checkLines(id: string, { results }: ProofResult): readonly string[] {
  const own = results.filter(({ check }) => check === id);
  return [id, ...own.map(({ mutant, kills, recordings }) => `  ${`${kills}/${recordings}`.padStart(5)}  ${mutant}`)];
}

function redundantLines(redundant: readonly RedundantCheck[]): readonly string[] {
  return redundant.map(({ check, by }) => `! ${check} fails only where ${by} fails, too`);
}

function countsLine({ checks, benign }: Proof, { results, falseAlarms }: ProofResult): string {
  const killed = results.filter(isKilled).length;
  return `${checks.length} checks, ${results.length} mutants, ${killed} killed, ${benign.length} benign changes, ${falseAlarms} false alarms`;
}

function isKilled({ kills, recordings }: MutantResult): boolean {
  return recordings > 0 && kills === recordings;
}
