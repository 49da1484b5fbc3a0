import { dirname, join } from 'node:path';
import type { LaunchOptions } from '../../../helpers/codex/launch-options.ts';
import type { ProcessRecord } from '../../../helpers/recording/recording.ts';
import { site } from '../codex/stand-in.ts';
import { program } from '../codex/temporary.ts';

/** A site at which drivers start this shell script in place of codex. What is left of it when the test ends is killed. */
export function launchSite(script: string, changes: Partial<LaunchOptions> = {}): LaunchOptions {
  const { folder, runFolder } = site();
  return {
    program: program(join(dirname(folder), 'codex'), script),
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', MARK: folder },
    runFolder,
    mark: folder,
    deadlineMs: 10_000,
    exitGraceMs: 10_000,
    onSpawn: () => undefined,
    ...changes,
  };
}

/** A record without its times, which no two runs share. */
export function untimed({ timing, wire, ...record }: ProcessRecord): object {
  const { first_output_ms, turn_ended_ms, duration_ms } = timing;
  return {
    ...record,
    wire: wire.map(({ from, text }) => `${from}: ${text}`),
    spoke: first_output_ms !== null,
    turnEnded: turn_ended_ms !== null,
    inOrder: (first_output_ms ?? 0) <= (turn_ended_ms ?? duration_ms) && (turn_ended_ms ?? 0) <= duration_ms,
  };
}
