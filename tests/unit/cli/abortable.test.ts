import { expect, onTestFinished, test, vi } from 'vitest';
import { abortable } from '../../../helpers/cli/abortable.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { failureOf } from '../codex/temporary.ts';

function listeners(): number[] {
  return (['SIGINT', 'SIGTERM'] as const).map((event) => process.listenerCount(event));
}

test('gives what the body gives, and listens to signals only meanwhile', async () => {
  const before = listeners();
  expect(await abortable((signal) => Promise.resolve(signal.aborted))).toBe(false);
  expect(await failureOf(() => abortable(() => Promise.reject(new Error('no'))))).toEqual({ message: 'no' });
  expect(listeners()).toEqual(before);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s tells the body to end, and the second one ends the process',
  async (name) => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    onTestFinished(() => exit.mockRestore());
    const others = process.listeners(name);
    const emit = (): void => {
      for (const listener of process.listeners(name)) if (!others.includes(listener)) (listener as () => void)();
    };
    const reason = await abortable((signal) => {
      emit();
      expect(exit).not.toHaveBeenCalled();
      emit();
      return Promise.resolve(signal.reason as unknown);
    });
    expect(reason).toEqual(new SuiteError('interrupted', 'Interrupted.'));
    expect(exit.mock.calls).toEqual([[130]]);
  },
);
