import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { isDeepStrictEqual } from 'node:util';
import { outputIn } from '../../queries/model-replies.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { fileOf } from '../../queries/process-files.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';

type Output = ReturnType<typeof outputIn>;

interface Comparison extends Omit<Check, 'judge'> {
  /** In the plural: `messages`. */
  readonly about: string;
  /** What the output items of the model require of the stream. */
  readonly sent: (output: Output) => readonly string[];
  readonly reported: (process: ProcessRecord) => readonly string[];
  /** What it must not report. @default nothing */
  readonly withheld?: (output: Output) => readonly string[];
  /** True if the stream may report more. @default false */
  readonly allowExtra?: boolean;
}

/** A check that compares the items of each process with the output items of the model. */
export function itemsAsSent({
  about,
  sent,
  reported,
  withheld = () => [],
  allowExtra = false,
  ...head
}: Comparison): Check {
  return {
    ...head,
    language: 'exec',
    needsModel: true,
    unjudged: () => ({ 'no request': withoutModelRequests }),
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const pairs = recording.processes.map((process) => {
        const output = modelRequests(recording, process.process).flatMap(outputIn);
        return { process, expected: sent(output), never: withheld(output), actual: reported(process) };
      });
      if (pairs.every(({ expected }) => expected.length === 0)) return untestable(`the model sent no ${about}`);
      const found = pairs
        .filter(({ expected, never, actual }) => {
          if (actual.some((text) => never.includes(text))) return true;
          return allowExtra ? !isWithin(expected, actual) : !isDeepStrictEqual(expected, actual);
        })
        .map(({ process, expected, actual }) => ({
          message: `process ${process.process}: other ${about} than the model sent`,
          file: fileOf(process, 'stdout'),
          expected: expected.join(' | '),
          actual: actual.join(' | ') || 'none',
        }));
      return failIfAny(found, pairs.flatMap(({ expected }) => expected).length, `${about}, as the model sent them`);
    },
  };
}

function isWithin(texts: readonly string[], list: readonly string[]): boolean {
  let at = 0;
  for (const text of list) if (text === texts[at]) at += 1;
  return at === texts.length;
}
