/** The command that runs one scenario again, or everything for null. */
export type ReplayCommand = (scenario: string | null) => string;

/** The command of the checkout that runs one scenario again, or all of them for null. */
export function npmReplay(scenario: string | null): string {
  if (scenario === null) return 'npm run conformance';
  return `npm run conformance -- --only '${scenario.replaceAll("'", String.raw`'\''`)}'`;
}
