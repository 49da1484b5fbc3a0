import { eventName, notificationName } from '../queries/told-events.ts';
import { parseText } from '../exec/parser.ts';
import { classifyLine } from '../app-server/messages.ts';
import type { ModelProgress, Recording } from '../recording/recording.ts';
import type { Mutation } from './mutation.ts';
import { changeEachProcess } from './recording.ts';

type Change = (model: ModelProgress) => ModelProgress;

/** Changes how far the model was when events or notifications with one of these names arrived. */
export function changeArrivals(names: readonly string[], change: Change): Mutation {
  return changeEachProcess(({ stdout, arrivals, wire }) => {
    const lines = parseText(stdout);
    return {
      ...(arrivals === undefined
        ? {}
        : { arrivals: arrivals.map((one, index) => (names.includes(nameAt(lines, index)) ? change(one) : one)) }),
      wire: wire.map((line) => {
        const { from, text, model } = line;
        if (from === 'client' || model === undefined) return line;
        const message = classifyLine(text);
        const matches = message.kind === 'notification' && names.includes(notificationName(message));
        return matches ? { ...line, model: change(model) } : line;
      }),
    };
  });
}

/** Each line arrives when the last reply of the model has ended. */
export function toldAtEnd(recording: Recording): Recording {
  const end: ModelProgress = { requests: recording.model.filter(({ method }) => method === 'POST').length, open: [] };
  return changeEachProcess(({ arrivals, wire }) => ({
    ...(arrivals === undefined ? {} : { arrivals: arrivals.map(() => end) }),
    wire: wire.map((line) => (line.model === undefined ? line : { ...line, model: end })),
  }))(recording);
}

/** The recording of a suite that did not note when lines arrived. */
export function withoutArrivals(recording: Recording): Recording {
  return {
    ...recording,
    processes: recording.processes.map(({ arrivals: _arrivals, ...process }) => ({
      ...process,
      wire: process.wire.map(({ model: _model, ...line }) => line),
    })),
  };
}

function nameAt(lines: ReturnType<typeof parseText>, index: number): string {
  const line = lines[index];
  return line === undefined ? '' : eventName(line);
}
