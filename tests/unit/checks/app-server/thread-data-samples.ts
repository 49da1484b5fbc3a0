import type { Recording } from '../../../../helpers/recording/recording.ts';
import { INJECTED, SHELL_COMMAND } from '../../../../helpers/scenarios/app-server/thread-operations.ts';
import { objectOf } from '../../../../helpers/util/json-object.ts';
import { APP_SERVER } from '../samples.ts';
import { exchange, process, prompt, refusal, sample } from './extended-samples.ts';
import { answer, item, notification, request, type Sent } from './wires.ts';

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
const PINNED = { id: 'pinned', name: 'Pinned', appearance: null };
const FIRST = { name: 'First', appearance: { color: 'red' } };
const RENAMED = { name: 'Renamed', appearance: { color: 'blue' } };

const APPLE = { id: T, preview: 'Say apple.' };
const BIRCH = { id: OTHER, preview: 'Say birch.' };
const FILTERS = { searchTerm: {}, sortDirection: {} };
const PROTOCOL = APP_SERVER.protocol!;
const V2 = objectOf(PROTOCOL.definitions?.['v2']);

/** Small recordings of what a client keeps about threads, of operations on them, and of clients that authenticate. */
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
        ['threadSection/list', {}, { data: [PINNED], nextCursor: null }],
        ['threadSection/create', FIRST, { section: { id: 'first', ...FIRST } }],
        ['threadSection/create', { name: 'Second' }, { section: { id: 'second', name: 'Second' } }],
        ['thread/section/move', { threadId: T, sectionId: 'first' }, {}],
        notification('thread/section/changed', { threadId: T, sectionId: 'first' }),
        ['thread/section/move', { threadId: OTHER, sectionId: 'first', beforeThreadId: T }, {}],
        notification('thread/section/changed', { threadId: OTHER, sectionId: 'first' }),
        ['thread/list', { sectionId: 'first' }, { data: [{ id: OTHER }, { id: T }] }],
        ['threadSection/update', { sectionId: 'first', ...RENAMED }, { section: { id: 'first', ...RENAMED } }],
        ['threadSection/delete', { sectionId: 'second' }, {}],
        ['threadSection/list', {}, { data: [PINNED, { id: 'first', ...RENAMED }], nextCursor: null }],
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
  sample(
    'app-server/thread-operations/inject-items',
    [process(1, ...exchanges(['thread/inject_items', { threadId: T, items: [] }, {}]), prompt(3, 'Say one.'))],
    { model: [exchange(1, INJECTED, 'Say one.')] },
  ),
  sample(
    'app-server/thread-operations/revert',
    [
      process(
        1,
        prompt(91, 'Say one.'),
        item('completed', 'a', {}, { threadId: T, turnId: '1' }),
        prompt(92, 'Say two.'),
        item('completed', 'b', {}, { threadId: T, turnId: '2' }),
        prompt(93, 'Say three.'),
        item('completed', 'c', {}, { threadId: T, turnId: '3' }),
        ...exchanges(
          ['thread/items/list', { threadId: T }, listedItems('a', 'b', 'c')],
          ['thread/items/list', { threadId: T, sortDirection: 'desc' }, listedItems('c', 'b', 'a')],
          ['thread/revert', { threadId: T, beforeTurnId: '2' }, { thread: { id: T } }],
          ['thread/turns/list', { threadId: T }, { data: [{ id: '1' }], nextCursor: null }],
          ['thread/items/list', { threadId: T }, listedItems('a')],
        ),
        prompt(94, 'Say four.'),
      ),
    ],
    {
      model: [
        exchange(1, 'Say one.'),
        exchange(1, 'Say one.', 'Say two.'),
        exchange(1, 'Say one.', 'Say two.', 'Say three.'),
        exchange(1, 'Say one.', 'Say four.'),
      ],
    },
  ),
  sample(
    'app-server/thread-operations/shell-command',
    [process(1, ...exchanges(['thread/shellCommand', { threadId: T, command: 'echo' }, {}]), prompt(3, 'Say one.'))],
    {
      model: [exchange(1, `Output:\n${SHELL_COMMAND.printed}\n`, 'Say one.')],
      files: [{ place: 'workspace', path: SHELL_COMMAND.file, kind: 'file', size: 5, text: SHELL_COMMAND.written }],
    },
  ),
  sample(
    'app-server/thread-operations/lists',
    [
      process(
        1,
        ...exchanges(
          ['thread/list', {}, { data: [BIRCH, APPLE], nextCursor: null }],
          ['thread/list', { searchTerm: 'apple' }, { data: [APPLE], nextCursor: null }],
          ['thread/list', { sortDirection: 'asc' }, { data: [APPLE, BIRCH], nextCursor: null }],
        ),
      ),
    ],
    { protocol: { ...PROTOCOL, definitions: { v2: { ...V2, ThreadListParams: { properties: FILTERS } } } } },
  ),
  sample('app-server/authentication/token-digest', [
    process(1, request(1, 'initialize'), answer(1, { userAgent: 'probe/0.98.0' })),
    process(2, request(1, 'initialize')),
  ]),
];

function listedItems(...ids: readonly string[]): object {
  return { data: ids.map((id) => ({ turnId: '1', item: { id } })), nextCursor: null };
}
