import { expect, test } from 'vitest';
import type { Check } from '../../../helpers/checks/check.ts';
import { GENERAL_CHECKS } from '../../../helpers/checks/registry.ts';
import { execRule, wireRule } from '../../../helpers/checks/stream-rule.ts';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { judgeStream, type JudgeStreamOptions } from '../../../helpers/judge-stream/judge-stream.ts';
import { inChunks } from './streams.ts';

const HEAD = {
  mutants: () => ({}),
  clause: 'A clause.',
  level: 'must',
  authority: { kind: 'source', reference: 'a file' },
  about: 'lines',
  whenNone: 'untestable',
} as const;

/** Finds fault with every line. */
const everyLine = execRule({
  ...HEAD,
  id: 'exec/a/every-line',
  start: () => {
    let lines = 0;
    return {
      see: ({ line, text }) => {
        lines += 1;
        return [{ message: 'wrong', line, actual: text }];
      },
      end: () => [{ message: 'over', line: lines }],
      judged: () => lines,
    };
  },
});

/** Fails itself from the second line on. */
const breaks = execRule({
  ...HEAD,
  id: 'exec/a/breaks',
  start: () => ({
    see({ line }) {
      if (line >= 2) throw new Error(`line ${line} was not foreseen`);
      return [];
    },
    end: () => [],
    judged: () => 1,
  }),
});

/** Speaks of nothing. */
const silent = execRule({
  ...HEAD,
  id: 'exec/a/silent',
  about: 'unicorns',
  whenNone: 'not-applicable',
  start: () => ({ see: () => [], end: () => [], judged: () => 0 }),
});

const recordingCheck: Check = {
  ...HEAD,
  id: 'run/a/whole',
  language: 'exec',
  judge: () => ({ verdict: 'untestable', reason: '' }),
};

/** Finds fault with every message, and says what it is and what it answers. */
const everyMessage = wireRule({
  ...HEAD,
  id: 'app-server/a/every-message',
  start: () => ({
    see: ({ line, from, message, answers }) => [
      { line, message: [from, message.kind, ...(answers === null ? [] : [answers.method])].join(' ') },
    ],
    end: () => [],
    judged: () => 1,
  }),
});

const EVENTS = '{"type":"turn.started"}\n{"type":"new.event"}\n{"type":"turn.started"}\n';

async function judged(text: string | Uint8Array, options: Partial<JudgeStreamOptions> = {}) {
  return await judgeStream(inChunks(text), { source: 'x.log', checks: [everyLine], ...options });
}

async function refusal(text: string | Uint8Array, options: Partial<JudgeStreamOptions> = {}): Promise<string> {
  try {
    return JSON.stringify(await judged(text, options));
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return error.message;
    throw error;
  }
}

async function* broken(): AsyncGenerator<Uint8Array, void, void> {
  yield Buffer.from(EVENTS);
  throw new SuiteError('usage', 'gone');
}

test('keeps the first findings of each check and counts the others', async () => {
  expect(await judged(EVENTS, { maxFindings: 2 })).toEqual({
    source: 'x.log',
    language: 'exec',
    form: 'exec',
    lines: 3,
    unread: { lines: 0, first: null },
    checks: [
      {
        id: 'exec/a/every-line',
        clause: 'A clause.',
        level: 'must',
        authority: { kind: 'source', reference: 'a file' },
        verdict: 'fail',
        reason: null,
        about: 'lines',
        judged: 3,
        found: 4,
        findings: [
          { message: 'wrong', line: 1, actual: '{"type":"turn.started"}' },
          { message: 'wrong', line: 2, actual: '{"type":"new.event"}' },
        ],
      },
    ],
    hints: [],
  });
});

test('reports why a check judged nothing or crashed', async () => {
  const { checks } = await judged(EVENTS, { checks: [breaks, silent, recordingCheck, everyLine] });
  expect(checks.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
    ['exec/a/breaks', 'harness-error', 'The check itself failed: line 2 was not foreseen'],
    ['exec/a/silent', 'not-applicable', 'no unicorns'],
    ['run/a/whole', 'not-applicable', 'needs a whole recording, not only the stream'],
    ['exec/a/every-line', 'fail', null],
  ]);
});

test('judges only by the checks that are asked for', async () => {
  const all = [everyLine, silent, everyMessage];
  const { checks } = await judged(EVENTS, { checks: all, only: ['exec/a/s*'] });
  expect(checks.map(({ id }) => id)).toEqual(['exec/a/silent']);
  expect(await refusal(EVENTS, { checks: all, only: ['exec/b', 'app-server'] })).toBe(
    '--only exec/b --only app-server matches no check of exec streams.',
  );
});

test('judges the lines before the detection, too', async () => {
  const { form, checks } = await judged(`WARNING\n{"type":"other"}\n${EVENTS}`);
  expect([form, checks[0]?.found]).toEqual(['exec', 6]);
});

test.for([
  [
    'recorded',
    '{"t_ms":1,"from":"client","message":{"method":"m","id":1}}\nlost\n{"from":"server","text":"{\\"id\\":1,\\"result\\":2}"}\n{"from":"server"}\n',
  ],
  ['marked', '> {"method":"m","id":1}\nlost\n<{"id":1,"result":2}\n\n'],
] as const)('skips lines without a sender of a %s wire', async ([form, log]) => {
  const judgement = await judged(log, { checks: [everyMessage] });
  expect({ form: judgement.form, unread: judgement.unread, findings: judgement.checks[0]?.findings }).toEqual({
    form,
    unread: { lines: 2, first: 2 },
    findings: [
      { line: 1, message: 'client request' },
      { line: 3, message: 'server response m' },
    ],
  });
});

test('all lines of a log without a mark are the server’s', async () => {
  const { form, checks } = await judged('ERROR\n{"method":"m","params":{}}\n{"id":1,"result":2}', {
    checks: [everyMessage],
  });
  expect([form, ...(checks[0]?.findings ?? [])]).toEqual([
    'server-output',
    { line: 1, message: 'server invalid' },
    { line: 2, message: 'server notification' },
    { line: 3, message: 'server response' },
  ]);
});

test('--as names the language where no line shows it', async () => {
  const junk = 'WARNING\n[1]\n';
  const exec = await judged(junk, { as: 'exec' });
  const wire = await judged(junk, { as: 'app-server', checks: [everyMessage] });
  expect([exec.form, exec.checks[0]?.found, wire.form, wire.checks[0]?.found]).toEqual(['exec', 3, 'server-output', 2]);
});

test('refuses --as for a stream of the other language', async () => {
  expect([
    await refusal(`WARNING\n${EVENTS}`, { as: 'app-server' }),
    await refusal('> {"method":"m"}\n', { as: 'exec' }),
  ]).toEqual(['x.log is a stream of exec, not of app-server.', 'x.log is a stream of app-server, not of exec.']);
});

test('hints at several sessions in one file', async () => {
  const session = `{"type":"thread.started","thread_id":"a"}\n${EVENTS}`;
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map(async (count) => (await judged(session.repeat(count))).hints),
  );
  expect([one, two, three]).toEqual([
    [],
    ['The file has 2 sessions, the second from line 5 on. Judge each in a file of its own.'],
    ['The file has 3 sessions, the second from line 5 on. Judge each in a file of its own.'],
  ]);
});

test('a missing last line feed is a hint and no finding', async () => {
  const whole = await judged(EVENTS, { checks: GENERAL_CHECKS });
  const stripped = await judged(EVENTS.trimEnd(), { checks: GENERAL_CHECKS });
  expect([stripped.checks, stripped.hints]).toEqual([
    whole.checks,
    [expect.stringContaining('The last line has no line feed.')],
  ]);
});

test('client checks do not apply to a log of the server', async () => {
  const checks = [{ ...everyMessage, needsClient: true }];
  const reason = 'needs the messages of the client, and the log has only those of the server';
  for (const log of ['{"id":1,"result":2}\n', '< {"id":1,"result":2}\n']) {
    expect((await judged(log, { checks })).checks).toMatchObject([{ verdict: 'not-applicable', reason, found: 0 }]);
  }
});

test('says what is wrong with a stream that cannot be judged', async () => {
  expect([
    await refusal(''),
    await refusal('', { as: 'exec' }),
    await refusal('\n \n'),
    await refusal(Buffer.from('\u001F\u008B\u0008\u0000\n', 'latin1')),
    await refusal('x\n'.repeat(5000)),
    await refusal('7\n{"timestamp":"t","type":"session_meta","payload":{}}\n'),
    await refusal(Buffer.from(`\uFEFF${EVENTS}`, 'utf16le')),
    await refusal('> {"method":"m"}\n', { checks: [everyMessage] }),
    await refusal('{"id":1,"method":"initialize"}\n{"id":1,"result":2}\n', { checks: [everyMessage] }),
  ]).toMatchInlineSnapshot(`
    [
      "x.log is empty.",
      "x.log is empty.",
      "x.log: none of the first 2 lines is JSON.",
      "x.log: line 1 is not JSON.",
      "x.log: none of the first 1000 lines is JSON.",
      "x.log: none of the first 2 lines is an event of codex exec --json or a message of codex app-server.",
      "x.log is in UTF-16.",
      "The log has no message of the server.",
      "The log has initialize, which only the client sends, and its lines have no sender.",
    ]
  `);
});

test('a stream that breaks off in the middle is no stream', async () => {
  await expect(judgeStream(broken(), { source: 'x', checks: [everyLine] })).rejects.toThrow('gone');
});
