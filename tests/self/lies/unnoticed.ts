/** The lies that no check notices yet. A test fails if the list is not exact. */
export const UNNOTICED: ReadonlySet<string> = new Set();
