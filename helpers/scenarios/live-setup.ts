import * as z from 'zod';
import type { Connection } from '../app-server/connection.ts';
import { ResponseError } from '../app-server/connection-errors.ts';
import { CAUTIOUS, driveAppServer, shakeHands } from '../app-server/drive.ts';
import { createScenarioFolder, removeTree } from '../codex/run-folder.ts';
import type { LiveOptions, Run } from './run-config.ts';

/** Milliseconds after which the questions are given up. */
const LIMIT_MS = 20_000;

const configSchema = z.object({
  config: z.object({ model: z.string().nullish(), model_provider: z.string().nullish() }),
});
const accountSchema = z.object({ account: z.unknown(), requiresOpenaiAuth: z.boolean() });

/** The configuration of a live run, as codex itself reads it. */
export interface LiveSetup {
  /** Null for the default of codex, and if it is unknown. */
  readonly model: string | null;
  /** Null for the default of codex, and if it is unknown. */
  readonly provider: string | null;
  /** The provider needs a login, and codex has no account. False if that is unknown. */
  readonly lacksLogin: boolean;
}

/** Asks the app-server of the user's codex, without a turn. */
export async function askLiveSetup(run: Run, live: LiveOptions): Promise<LiveSetup> {
  const mark = createScenarioFolder(run.runFolder);
  const { codex, runFolder, exitGraceMs } = run;
  let setup: LiveSetup = { model: null, provider: null, lacksLogin: false };
  try {
    const site = {
      program: codex.path,
      cwd: live.workspace,
      // The mark identifies the children of this codex.
      env: { ...live.env, CODEX_CONFORMANCE_MARK: mark },
      runFolder,
      mark,
      deadlineMs: LIMIT_MS,
      exitGraceMs,
      onSpawn: () => undefined,
    };
    await driveAppServer(site, {
      process: 1,
      args: CAUTIOUS,
      async converse(connection) {
        await shakeHands(connection);
        const config = configSchema.safeParse(await resultOf(connection, 'config/read', { includeLayers: false }));
        const account = accountSchema.safeParse(await resultOf(connection, 'account/read', { refreshToken: false }));
        setup = {
          model: config.data?.config.model ?? null,
          provider: config.data?.config.model_provider ?? null,
          lacksLogin: account.data?.requiresOpenaiAuth === true && account.data.account === null,
        };
      },
    });
  } finally {
    removeTree(mark);
  }
  return setup;
}

/** The result of a request; undefined if this version does not know it. */
async function resultOf(connection: Connection, method: string, params: object): Promise<unknown> {
  try {
    return await connection.request(method, params);
  } catch (error) {
    if (error instanceof ResponseError) return undefined;
    throw error;
  }
}
