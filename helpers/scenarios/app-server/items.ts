import { patch, shell, tool } from '../../model/calls.ts';
import { call, callsFor, event, message, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';

const STEPS = [
  { step: 'look', status: 'in_progress' },
  { step: 'act', status: 'pending' },
] as const;

const THOUGHT = [
  { type: 'response.output_item.added', item: { type: 'reasoning', id: 'rs_1', summary: [] } },
  { type: 'response.reasoning_summary_part.added', item_id: 'rs_1', summary_index: 0 },
  { type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', summary_index: 0, delta: 'Think' },
  { type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', summary_index: 0, delta: ' hard.' },
  {
    type: 'response.output_item.done',
    item: { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Think hard.' }] },
  },
] as const;

const SEARCH = { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'codex' } };

/** Items of a turn besides its reply. */
export const itemScenarios = extendedScenarios(import.meta.url, {
  'app-server/items/command': {
    about: 'The model runs a command that succeeds, and one that fails after output on both streams.',
    breaks: ['writes-nothing'],
    shows: ['known-commands', 'command-ends', 'item-durations', 'tool-calls'],
    model: [callsFor(shell('echo one')), callsFor(shell('echo two; echo three >&2; exit 3')), says('done')],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Run them.'), UNSANDBOXED),
  },
  'app-server/items/command-of-catalogue-model': {
    about: 'The model of the binary’s own catalogue runs a command.',
    breaks: ['writes-nothing', 'no-approvals'],
    shows: ['known-commands', 'command-ends', 'item-durations', 'tool-calls'],
    model: [callsFor(shell('echo one')), says('done')],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Run it.'), {
      ...UNSANDBOXED,
      model: null,
    }),
  },
  'app-server/items/patch': {
    about: 'The model adds a file, changes and moves it, and then sends a patch that does not apply.',
    breaks: ['writes-nothing'],
    shows: ['file-changes', 'tool-calls', 'item-starts'],
    idle: true,
    model: [
      callsFor(patch('*** Begin Patch\n*** Add File: a.txt\n+one\n*** End Patch')),
      callsFor(patch('*** Begin Patch\n*** Update File: a.txt\n*** Move to: b.txt\n@@\n-one\n+two\n*** End Patch')),
      callsFor(patch('*** Begin Patch\n*** Update File: c.txt\n@@\n-one\n+two\n*** End Patch')),
      says('done'),
    ],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Patch them.'), UNSANDBOXED),
  },
  'app-server/items/thoughts': {
    about: 'In one turn the model sends reasoning, a message, a plan, a web search and another message.',
    shows: ['plans'],
    model: [
      responds([...THOUGHT.map(event), message('I look.'), call(tool('update_plan', { plan: STEPS }))]),
      responds([event({ type: 'response.output_item.done', item: SEARCH }), message('I found.')]),
    ],
    play: withClient(async (client) => await client.turn(await client.thread(), 'Look for it.'), {
      config: { 'tools.update_plan.enabled': 'true' },
    }),
  },
});
