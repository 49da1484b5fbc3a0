import type { Recording } from '../../../../helpers/recording/recording.ts';
import { process, refusal, sample } from './extended-samples.ts';
import { answer, notification, request, type Sent } from './wires.ts';

const T = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const OTHER = '0199a213-81c0-7800-8aa1-bbab2a035a54';

/** Requests of the client, each with its result, numbered from 1; a text is a refusal, and a notification stands alone. */
function exchanges(
  ...all: readonly (Sent | readonly [method: string, params: object, result: object | string])[]
): Sent[] {
  return all.flatMap((one, index): readonly Sent[] => {
    if (one.length === 2) return [one];
    const [method, params, result] = one;
    const id = index + 1;
    return [request(id, method, params), typeof result === 'string' ? refusal(id, result) : answer(id, result)];
  });
}

const GOAL = { objective: 'Count to three.', status: 'paused', tokenBudget: null };
const RICHER = { ...GOAL, tokenBudget: 40_000 };
const INFO = { branch: 'a-branch', sha: 'abc123', originUrl: 'https://example.invalid/a.git' };
const LATER = { ...INFO, branch: 'b-branch', sha: null };
const TICKET = { attachmentType: 'ticket', identityKey: 'two', payload: { about: 'two' } };
const OWNED = { attachmentType: 'ticket', identityKey: 'two' };
const FIRST = { name: 'First', appearance: { color: 'red' } };
const RENAMED = { name: 'Renamed', appearance: { color: 'blue' } };

/** Small recordings of what a client keeps about threads. */
export const THREAD_DATA_SAMPLES: readonly Recording[] = [
  sample('app-server/thread-data/goal', [
    process(
      1,
      ...exchanges(
        ['thread/goal/set', { threadId: T, objective: 'Count to three.', status: 'paused' }, { goal: GOAL }],
        notification('thread/goal/updated', { threadId: T, goal: GOAL }),
        ['thread/goal/set', { threadId: T, tokenBudget: 40_000 }, { goal: RICHER }],
        notification('thread/goal/updated', { threadId: T, goal: RICHER }),
        ['thread/goal/get', { threadId: T }, { goal: RICHER }],
        ['thread/goal/clear', { threadId: T }, { cleared: true }],
        notification('thread/goal/cleared', { threadId: T }),
        ['thread/goal/get', { threadId: T }, { goal: null }],
      ),
    ),
  ]),
  sample('app-server/thread-data/metadata', [
    process(
      1,
      ...exchanges(
        ['thread/metadata/update', { threadId: T, gitInfo: INFO }, { thread: { id: T, gitInfo: INFO } }],
        [
          'thread/metadata/update',
          { threadId: T, gitInfo: { branch: 'b-branch', sha: null } },
          { thread: { id: T, gitInfo: LATER } },
        ],
        ['thread/read', { threadId: T }, { thread: { id: T, gitInfo: LATER } }],
      ),
    ),
  ]),
  sample('app-server/thread-data/attachments', [
    process(
      1,
      ...exchanges(
        ['thread/attachment/add', { threadId: T, ...TICKET }, { outcome: 'created', attachment: TICKET }],
        ['thread/attachment/list', { threadId: T }, { data: [TICKET], nextCursor: null }],
        ['thread/attachmentOwner/list', OWNED, { data: [{ threadId: T, archived: false }], nextCursor: null }],
        ['thread/attachment/remove', { threadId: T, ...OWNED }, {}],
        ['thread/attachment/list', { threadId: T }, { data: [], nextCursor: null }],
      ),
    ),
  ]),
  sample('app-server/thread-data/sections', [
    process(
      1,
      ...exchanges(
        ['threadSection/create', FIRST, { section: { id: 'first', ...FIRST } }],
        ['threadSection/create', { name: 'Second' }, { section: { id: 'second', name: 'Second' } }],
        ['thread/section/move', { threadId: T, sectionId: 'first' }, {}],
        notification('thread/section/changed', { threadId: T, sectionId: 'first' }),
        ['thread/section/move', { threadId: OTHER, sectionId: 'first', beforeThreadId: T }, {}],
        notification('thread/section/changed', { threadId: OTHER, sectionId: 'first' }),
        ['thread/list', { sectionId: 'first' }, { data: [{ id: OTHER }, { id: T }] }],
        ['threadSection/update', { sectionId: 'first', ...RENAMED }, { section: { id: 'first', ...RENAMED } }],
        ['threadSection/delete', { sectionId: 'second' }, {}],
        ['threadSection/list', {}, { data: [{ id: 'first', ...RENAMED }], nextCursor: null }],
      ),
    ),
  ]),
  sample(
    'app-server/thread-data/deleted',
    [
      process(
        1,
        ...exchanges(
          ['thread/delete', { threadId: T }, {}],
          notification('thread/deleted', { threadId: T }),
          ['thread/read', { threadId: T }, 'thread not loaded'],
          ['thread/resume', { threadId: T }, 'no rollout found'],
        ),
      ),
    ],
    { files: [] },
  ),
];
