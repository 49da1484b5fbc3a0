/** Seconds that one turn may take unless the user says otherwise. */
export const DEFAULT_DEADLINE_SECONDS = { scripted: 60, live: 900 } as const;
