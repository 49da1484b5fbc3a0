import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutations } from '../../mutations/mutation.ts';
import { changeUsage } from '../../mutations/stdout.ts';
import { PROCESSOR } from '../../checks/exec/authorities.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { inputTokensIn } from '../../queries/model-replies.ts';
import { unasked } from '../../queries/model-requests.ts';
import { fileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';

/** The tokens that a run reports. */
export const usageScenarioChecks = beside({
  'exec/usage/of-resumed-turn': [
    inputTokensOfThread(
      {
        id: 'exec/usage/total-of-thread',
        clause: 'The usage of a turn is the total of its thread, turns before it included.',
        level: 'should',
        assumes: ['turn-completes'],
        authority: PROCESSOR,
      },
      () => ({ 'counts the last turn alone': used((tokens) => tokens / 2), 'counts nothing': used(() => 0) }),
    ),
  ],
  'exec/usage/of-review': [
    inputTokensOfThread(
      {
        id: 'exec/usage/review-counted',
        clause: 'A review reports the tokens that it used.',
        level: 'should',
        assumes: ['turn-completes'],
        authority: { kind: 'observed', reference: '0.77.0; what the model reports' },
        needs: ['exec.command.review'],
      },
      () => ({ 'counts nothing': used(() => 0), 'counts twice': used((tokens) => 2 * tokens) }),
    ),
  ],
});

function inputTokensOfThread(head: Omit<Check, 'judge' | 'mutants'>, mutants: () => Mutations): Check {
  return {
    ...head,
    mutants,
    unjudged: () => ({ 'no request': withoutModelRequests }),
    language: 'exec',
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const { model, processes } = recording;
      const found = processes.flatMap((process) => {
        const answers = model.filter((exchange) => exchange.process <= process.process);
        const expected = answers.map(inputTokensIn).reduce((sum, one) => sum + one, 0);
        const usages = eventsOf(process).flatMap((event) => (event.type === 'turn.completed' ? [event.usage] : []));
        const actual = usages.at(-1)?.input_tokens;
        if (actual === expected) return [];
        const message = `process ${process.process}: ${actual ?? 'no'} input tokens, expected ${expected}`;
        return [{ message, file: fileOf(process, 'stdout') }];
      });
      return failIfAny(found, processes.length, 'turns, each with the tokens that the model reported');
    },
  };
}

function used(change: (tokens: number) => number) {
  return changeUsage(({ input_tokens }) => ({ input_tokens: change(Number(input_tokens)) }));
}
