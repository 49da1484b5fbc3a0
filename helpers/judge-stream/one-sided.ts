/**
 * The checks that compare what the server sends with what the client asked for. On a log of the server's side alone
 * they would speak of nothing, or find fault with a server that does everything right.
 */
export const NEEDS_CLIENT: ReadonlySet<string> = new Set([
  'app-server/wire/one-answer-per-request',
  'app-server/wire/answer-id-type',
  'app-server/handshake/initialize-answered-first',
  'app-server/handshake/user-agent-names-client',
  'app-server/thread/announced-as-answered',
  'app-server/thread/answered-before-announced',
  // A thread that was resumed is named by the answer alone.
  'app-server/thread/ids-known',
  'app-server/turn/answered-before-started',
  'app-server/turn/starts-as-answered',
]);
