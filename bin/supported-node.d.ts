/** What is wrong with this Node.js, as a message for a person; null if nothing is. */
export function nodeProblem(version: string, range: string, stripsTypes: boolean): string | null;
