import { main } from '../../../helpers/cli/main.ts';
import { capturedIo } from './captured-io.ts';

/** The check that is explained. */
export const ID = 'exec/resume/same-thread';

interface Explained {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The output of `explain`. */
export async function explained(cwd: string, ...argv: readonly string[]): Promise<Explained> {
  const io = { ...capturedIo(), cwd };
  return { code: await main(['explain', ...argv], io), ...io.written };
}
