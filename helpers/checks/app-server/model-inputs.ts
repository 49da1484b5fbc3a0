import type { WireMessage } from '../../app-server/wire.ts';
import { offeredTools } from '../../model/tools.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { README, testedIn } from './authorities.ts';
import { fieldsIn, fieldsOf, listIn, textIn } from './fields.ts';

/** What the model has to be told of what the client did. */
export const modelInputChecks: readonly Check[] = [
  {
    id: 'app-server/steer/reaches-model',
    clause: 'Input that turn/steer took reaches the model.',
    level: 'must',
    authority: testedIn('v2/turn_steer.rs'),
    language: 'app-server',
    scenarios: ['app-server/turns/steer'],
    needsModel: true,
    judge(recording) {
      const taken = served(recording, 'turn/steer');
      if (taken === null) return notApplicable('turn/steer took no input');
      const [text] = listIn(fieldsOf(taken.params), 'input').map((part) => textIn(fieldsOf(part), 'text') ?? '');
      return judged(recording, { holds: [text ?? ''], lacks: [] });
    },
  },
  {
    id: 'app-server/rollback/model-forgets',
    clause: 'After thread/rollback the model is told nothing of the turns that were taken back, and all of the others.',
    level: 'must',
    authority: testedIn('v2/thread_rollback.rs'),
    language: 'app-server',
    scenarios: ['app-server/threads/rollback'],
    needsModel: true,
    judge(recording) {
      if (served(recording, 'thread/rollback') === null) return notApplicable('thread/rollback took nothing back');
      const [first = '', second = '', third = ''] = promptsIn(recording);
      return judged(recording, { holds: [first, third], lacks: [second] });
    },
  },
  {
    id: 'app-server/fork/model-remembers',
    clause: 'In a forked thread the model is told of the turns that were there before.',
    level: 'must',
    authority: testedIn('v2/thread_fork.rs'),
    language: 'app-server',
    scenarios: ['app-server/threads/fork'],
    needsModel: true,
    judge(recording) {
      if (served(recording, 'thread/fork') === null) return notApplicable('thread/fork made no thread');
      return judged(recording, { holds: promptsIn(recording), lacks: [] });
    },
  },
  {
    id: 'app-server/resume/model-remembers',
    clause: 'In a thread that thread/resume took up the model is told of the turns that were there before.',
    level: 'must',
    authority: testedIn('v2/thread_resume.rs: thread_resume_returns_rollout_history'),
    language: 'app-server',
    scenarios: ['app-server/resume/after-kill'],
    needsModel: true,
    judge(recording) {
      if (served(recording, 'thread/resume') === null) return untestable('thread/resume took up no thread');
      return judged(recording, { holds: promptsIn(recording), lacks: [] });
    },
  },
  {
    id: 'app-server/dynamic-tool/output-reaches-model',
    clause: 'The model calls a tool that the client offered, the client is asked, and its answer reaches the model.',
    level: 'must',
    authority: README,
    language: 'app-server',
    scenarios: ['app-server/tools/dynamic'],
    needsModel: true,
    judge(recording) {
      const [first] = asked(recording);
      if (first === undefined) return notApplicable('the model was never asked');
      const body = fieldsOf(first.body);
      const names = offeredTools({ ...body, input: listIn(body, 'input') }).map(({ name }) => name);
      if (!names.includes('lookup')) return notApplicable('this binary does not offer the tool of the client');
      const answer = wireOf(recording).find(
        ({ from, message, answers }) =>
          from === 'client' && message.kind === 'response' && answers?.method === 'item/tool/call',
      );
      if (answer?.message.kind !== 'response') return failIfAny([{ message: 'the client was never asked' }], '');
      const parts = listIn(fieldsOf(answer.message.result), 'contentItems').map(fieldsOf);
      return judged(recording, { holds: parts.map((part) => textIn(part, 'text') ?? ''), lacks: [] });
    },
  },
  {
    id: 'app-server/resume/cut-turn-interrupted',
    clause: 'A turn in whose middle its server was killed comes back from thread/resume as interrupted.',
    level: 'should',
    authority: testedIn('v2/thread_resume.rs: thread_resume_and_read_interrupt_incomplete_rollout_turn'),
    language: 'app-server',
    scenarios: ['app-server/resume/after-kill'],
    judge(recording) {
      const resumed = served(recording, 'thread/resume');
      if (resumed === null) return untestable('thread/resume took up no thread');
      const turns = listIn(fieldsIn(fieldsOf(resumed.result), 'thread'), 'turns').map(fieldsOf);
      const last = turns.at(-1);
      if (last === undefined) return untestable('thread/resume told of no turn');
      const actual = String(last['status']);
      const found = actual === 'interrupted' ? [] : [{ message: 'the last turn', expected: 'interrupted', actual }];
      return failIfAny(found, `${turns.length} turns, the last of them interrupted`);
    },
  },
];

function wireOf({ processes }: Recording): WireMessage[] {
  return processes.flatMap((process) => messagesOf(process));
}

/** The first request of this method that was answered with a result; null if there is none. */
function served(recording: Recording, method: string): { params: unknown; result: unknown } | null {
  for (const { from, message, answers } of wireOf(recording)) {
    if (from !== 'server' || message.kind !== 'response' || answers?.method !== method) continue;
    return { params: answers.params, result: message.result };
  }
  return null;
}

/** The prompts of the turns that the client started, in order. */
function promptsIn(recording: Recording): string[] {
  return wireOf(recording).flatMap(({ from, message }) => {
    if (from !== 'client' || message.kind !== 'request' || message.method !== 'turn/start') return [];
    return listIn(fieldsOf(message.params), 'input').flatMap((part) => textIn(fieldsOf(part), 'text') ?? []);
  });
}

function asked({ model }: Recording): ModelExchange[] {
  return model.filter(({ method }) => method === 'POST');
}

/** Whether the last request to the model holds some texts and lacks others. */
function judged(
  recording: Recording,
  { holds, lacks }: { readonly holds: readonly string[]; readonly lacks: readonly string[] },
): CheckOutcome {
  const last = asked(recording).at(-1);
  if (last === undefined) return untestable('the model was never asked');
  const input = JSON.stringify(listIn(fieldsOf(last.body), 'input'));
  const within = (text: string): boolean => input.includes(JSON.stringify(text).slice(1, -1));
  const line = recording.model.indexOf(last) + 1;
  const at = (message: string, actual: string): Evidence => ({ message, file: 'model.jsonl', line, actual });
  return failIfAny(
    [
      ...holds.filter((text) => !within(text)).map((text) => at('the last request does not hold this text', text)),
      ...lacks.filter(within).map((text) => at('the last request still holds this text', text)),
    ],
    `the last of ${asked(recording).length} requests to the model holds what it has to hold, and nothing else`,
  );
}
