import type { Recording } from '../../recording/recording.ts';
import type { Fact } from './fact.ts';
import { createContext } from './context.ts';
import { addExecFacts } from './exec.ts';
import { addModelFacts } from './model.ts';
import { addProcessFacts, addReplyFacts } from './process.ts';
import { addWireFacts } from './wire.ts';
import { addBinaryFacts, addFileFacts, addNetworkFacts } from './world.ts';

/**
 * The facts of a recording, without ids, times, paths and ports. Sanitising does not change them, nor does the order of JSON
 * keys. Keys can repeat.
 */
export function factsOf(recording: Recording): readonly Fact[] {
  const context = createContext(recording.scenario);
  for (const process of recording.processes) {
    addProcessFacts(context, recording, process);
    if (process.wire.length === 0) addExecFacts(context, process);
    else addWireFacts(context, process);
  }
  addReplyFacts(context, recording);
  addModelFacts(context, recording);
  addNetworkFacts(context, recording);
  addFileFacts(context, recording);
  addBinaryFacts(context, recording);
  return context.facts;
}
