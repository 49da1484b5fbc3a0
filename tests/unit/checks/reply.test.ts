import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/checks/registry.ts';
import { another, both, events, requests, thread } from '../../../helpers/mutants/mutations.ts';
import { EXEC_PERSISTENT } from './samples.ts';

test('a process is held to the thread that it printed itself', () => {
  const check = CHECKS.find(({ id }) => id === 'turn/thread/id-known-to-model')!;
  const id = another(thread(EXEC_PERSISTENT));
  const elsewhere = both(
    events('thread.started', (event) => [{ ...event, thread_id: id }]),
    requests((exchange) => [
      { ...exchange, headers: [['session_id', id]], body: { ...(exchange.body as object), prompt_cache_key: id } },
    ]),
  );
  expect(judge(check, elsewhere(EXEC_PERSISTENT)).verdict).toBe('pass');
});
