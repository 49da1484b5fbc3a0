import { offeredTool, patch } from '../../model/calls.ts';
import { call, callsFor, event, message, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const ADDED = '*** Begin Patch\n*** Add File: added.txt\n+new\n*** End Patch';
const CHANGED =
  '*** Begin Patch\n*** Update File: changed.txt\n@@\n-old\n+new\n*** Delete File: deleted.txt\n*** End Patch';
const MISSING = '*** Begin Patch\n*** Update File: missing.txt\n@@\n-old\n+new\n*** End Patch';

const FIRST = {
  plan: [
    { step: 'look', status: 'in_progress' },
    { step: 'leap', status: 'pending' },
  ],
};
const SECOND = {
  plan: [
    { step: 'look', status: 'completed' },
    { step: 'leap', status: 'in_progress' },
  ],
};

const plans = [callsFor(offeredTool('update_plan', FIRST)), callsFor(offeredTool('update_plan', SECOND)), says('done')];

const search = { type: 'web_search_call', id: 'ws_1' };

/** Tools of the model other than the shell. */
export const toolScenarios = extendedScenarios(import.meta.url, {
  'exec/patch/add-update-delete': {
    about: 'The model adds a file, and then updates one and deletes one in a single patch.',
    breaks: ['writes-nothing'],
    shows: ['file-changes', 'item-starts'],
    model: [callsFor(patch(ADDED)), callsFor(patch(CHANGED)), says('done')],
    async play({ exec, write }) {
      write('workspace', 'changed.txt', 'old\n');
      write('workspace', 'deleted.txt', 'old\n');
      await exec(['Patch.'], { sandbox: 'danger-full-access' });
    },
  },
  'exec/patch/rejected': {
    about: 'The model patches a missing file, and adds one in a read-only sandbox.',
    shows: ['patches'],
    model: [callsFor(patch(MISSING)), callsFor(patch(ADDED)), says('done')],
    play: ({ exec }) => exec(['Patch.'], { sandbox: 'read-only' }),
  },
  'exec/plan/as-shipped': {
    about: 'The model makes a plan and changes it, by the plan tool where that is offered.',
    shows: ['item-updates', 'plans'],
    model: plans,
    play: ({ exec }) => exec(['Plan.']),
  },
  'exec/plan/enabled': {
    about: 'The model makes a plan and changes it; the configuration enables the plan tool.',
    shows: ['item-updates', 'plans'],
    model: plans,
    play: ({ exec }) => exec(['Plan.'], { config: { 'tools.update_plan.enabled': 'true' } }),
  },
  'exec/search/web': {
    about: 'The model searches the web: a query, an opened page, and a search without an action.',
    shows: ['searches', 'lasting-items'],
    model: [
      responds([
        event({ type: 'response.output_item.added', item: { ...search, status: 'in_progress' } }),
        event({
          type: 'response.output_item.done',
          item: { ...search, status: 'completed', action: { type: 'search', query: 'weather' } },
        }),
        call(() => ({
          ...search,
          id: 'ws_2',
          status: 'completed',
          action: { type: 'open_page', url: 'https://example.com/' },
        })),
        message('sunny'),
      ]),
    ],
    play: ({ exec }) => exec(['What is the weather?']),
  },
});
