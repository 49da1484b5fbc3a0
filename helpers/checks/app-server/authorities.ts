import type { Authority } from '../verdict.ts';

/** The documentation of the protocol. */
export const README = {
  kind: 'documented',
  reference: 'openai/codex codex-rs/app-server/README.md',
} as const satisfies Authority;

/** What the server's own tests hold it to. */
export function testedIn(file: string): Authority {
  return { kind: 'source', reference: `openai/codex codex-rs/app-server/tests/suite/${file}` };
}

/** What the server's source says of itself. */
export function sourceIn(place: string): Authority {
  return { kind: 'source', reference: `openai/codex codex-rs/${place}` };
}

/** What was seen, and in which versions. */
export function observedIn(versions: string): Authority {
  return { kind: 'observed', reference: versions };
}
