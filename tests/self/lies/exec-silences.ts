import { alter, drops, lines } from './alter.ts';
import { withoutItem } from './exec-items.ts';
import type { Lies } from './lie.ts';

const SIGNALS = /^exec\/(?:signals|exit)\//;

/** What exec does not report, and ends that it hides. */
export const execSilenceLies: Lies = {
  'a plan is not reported': {
    scenarios: ['exec/plan/enabled'],
    check: /^exec\/plans\//,
    exec: { stdout: withoutItem({ item: { type: 'todo_list' } }) },
  },
  'a change of a plan is not reported': {
    scenarios: ['exec/plan/enabled'],
    check: /^exec\/plans\//,
    exec: { stdout: drops({ type: 'item.updated', item: { type: 'todo_list' } }) },
  },
  'a web search is not reported': {
    scenarios: ['exec/search/web'],
    check: /^exec\/searches\//,
    exec: { stdout: withoutItem({ item: { type: 'web_search' } }) },
  },
  'the reasoning is not reported': {
    scenarios: ['exec/messages/reasoning'],
    check: /^exec\/messages\//,
    exec: { stdout: withoutItem({ item: { type: 'reasoning' } }) },
  },
  'a tool call is not reported': {
    scenarios: ['exec/mcp/results'],
    check: /^exec\/mcp\//,
    exec: { stdout: withoutItem({ item: { tool: 'echo' } }) },
  },
  'the structured result of a tool is dropped': {
    scenarios: ['exec/mcp/results'],
    check: /^exec\/mcp\//,
    evidence: /structured/,
    exec: {
      stdout: lines(
        alter({ item: { tool: 'echo', status: 'completed' } }, { item: { result: { structured_content: null } } }),
      ),
    },
  },
  'a patch is not reported': {
    scenarios: ['exec/patch/add-update-delete'],
    check: /^exec\/patches\//,
    exec: { stdout: withoutItem({ item: { type: 'file_change' } }) },
  },
  'a warning names another model': {
    scenarios: ['exec/stateless/sum', 'exec/command/succeeds'],
    check: /^exec\/warnings\//,
    exec: { stdout: (line) => line.replace('`scripted-model`', '`another-model`') },
  },
  'a retry is numbered as the first again': {
    scenarios: ['exec/retries/stream-cut-twice'],
    check: /^exec\/retries\//,
    exec: { stdout: (line) => line.replace('Reconnecting... 2/', 'Reconnecting... 1/') },
  },
  'the failure is reported without its reason': {
    scenarios: ['exec/errors/response-failed'],
    check: /^exec\/errors\//,
    evidence: /I do not answer that/,
    exec: { stdout: (line) => line.replaceAll('I do not answer that', 'The turn failed.') },
  },
  'an interrupted codex exits with code 0': {
    scenarios: ['exec/signals/interrupt'],
    check: SIGNALS,
    exec: { exitCode: () => 0 },
  },
  'a refused command line exits with code 0': {
    scenarios: ['exec/flags/refused'],
    check: /^exec\/(?:flags|exit)\//,
    exec: { exitCode: () => 0 },
  },
  'an unknown thread is resumed without an error': {
    scenarios: ['exec/resume/unknown-id'],
    check: /^exec\/(?:resume|exit)\//,
    exec: { exitCode: () => 0 },
  },
};
