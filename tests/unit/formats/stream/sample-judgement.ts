import type { Judgement } from '../../../../helpers/judge-stream/judgement.ts';

const FAILED: Judgement['checks'][number] = {
  id: 'exec/events/known-shape',
  clause: 'An event has the fields of its type.',
  level: 'must',
  authority: { kind: 'source', reference: 'exec_events.rs' },
  verdict: 'fail',
  reason: null,
  about: 'events',
  judged: 12,
  found: 3,
  findings: [
    { message: 'usage: 100%\u001B[2J,\n::set-env name=x::y', line: 2, expected: 'number', actual: '"\u202E"' },
    { message: 'no item', line: 7 },
  ],
};

/** One check for each verdict and level; hostile text wherever there is text of others. */
export const JUDGEMENT: Judgement = {
  source: 'logs/a b:c,100%.jsonl',
  language: 'exec',
  form: 'marked',
  lines: 12,
  unread: { lines: 2, first: 3 },
  hints: ['One <hint>.'],
  checks: [
    FAILED,
    {
      ...FAILED,
      id: 'exec/a/should',
      level: 'should',
      found: 1,
      findings: [{ message: 'late', line: 9, actual: 'x' }],
    },
    { ...FAILED, id: 'exec/a/may', level: 'may', found: 1, findings: [{ message: 'odd', line: 9, expected: 'y' }] },
    { ...FAILED, id: 'exec/a/pass', verdict: 'pass', found: 0, findings: [] },
    { ...FAILED, id: 'exec/a/none', verdict: 'untestable', reason: 'no events', judged: 0, found: 0, findings: [] },
    {
      ...FAILED,
      id: 'exec/a/crash',
      verdict: 'harness-error',
      reason: 'The check itself failed: \u0007',
      found: 0,
      findings: [],
    },
    {
      ...FAILED,
      id: 'run/a/whole',
      verdict: 'not-applicable',
      reason: 'needs more',
      about: null,
      judged: 0,
      found: 0,
      findings: [],
    },
  ],
};
