import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { alter, lines } from './alter.ts';
import { withItem, withoutItem } from './exec-items.ts';
import type { Lies } from './lie.ts';

const MESSAGE = { item: { type: 'agent_message' } };
const TODO = { item: { type: 'todo_list' } };
const SEARCH = { type: 'item.completed', item: { type: 'web_search', action: { type: 'search' } } };

const MESSAGES = /^exec\/(?:items?|messages?)\/|^turn\/reply/;
const LAST = /^exec\/(?:last-message|text|items?|messages?)\//;

interface Step {
  readonly text: string;
  readonly completed: boolean;
}

/** False messages, reasoning, plans and searches in the events of exec, and false files for the last message. */
export const execTextLies: Lies = {
  'the reply differs where no scenario knows it': {
    scenarios: ['exec/messages/reasoning'],
    check: MESSAGES,
    evidence: /43/,
    exec: { stdout: lines(alter(MESSAGE, { item: { text: '43' } })) },
  },
  'a blank is added to the reply': {
    scenarios: ['exec/command/succeeds'],
    check: MESSAGES,
    evidence: /done /,
    exec: { stdout: lines(alter(MESSAGE, { item: { text: 'done ' } })) },
  },
  'two messages are swapped': {
    scenarios: ['exec/last-message/two-messages'],
    check: LAST,
    evidence: /I look/,
    exec: {
      stdout: lines(alter({ item: { text: /look|42/ } }, { item: { text: (text: string) => other(text) } })),
    },
  },
  'the first of two messages is not reported': {
    scenarios: ['exec/last-message/two-messages'],
    check: MESSAGES,
    evidence: /I look/,
    exec: { stdout: withoutItem({ item: { text: /look/ } }) },
  },
  'a message of an earlier turn is reported again': {
    scenarios: ['exec/usage/of-resumed-turn'],
    check: MESSAGES,
    evidence: /one/,
    exec: { stdout: withItem({ item: { text: 'two' } }, { type: 'agent_message', text: 'one' }) },
  },
  'the reasoning differs': {
    scenarios: ['exec/messages/reasoning'],
    check: /^exec\/items?\//,
    evidence: /reasoning|I subtract/,
    exec: { stdout: lines(alter({ item: { type: 'reasoning' } }, { item: { text: swap('I add', 'I subtract') } })) },
  },
  'the file for the last message has the first': {
    scenarios: ['exec/last-message/two-messages'],
    check: /^exec\/last-message\//,
    exec: { atEnd: () => overwrite('I look.') },
  },
  'the text for people differs': {
    scenarios: ['exec/text/for-people'],
    check: /^exec\/text\//,
    exec: { stdout: (line) => line.replace('done', 'gone') },
  },
  'each step of a plan is completed': {
    scenarios: ['exec/plan/enabled'],
    check: /^exec\/(?:items?|plans?)\//,
    evidence: /plan|leap|todo|step|items/,
    exec: { stdout: lines(alter(TODO, { item: { items: steps((step) => ({ ...step, completed: true })) } })) },
  },
  'a step of a plan has another text': {
    scenarios: ['exec/plan/enabled'],
    check: /^exec\/(?:items?|plans?)\//,
    evidence: /plan|lap|todo|step|items/,
    exec: {
      stdout: lines(
        alter(TODO, { item: { items: steps((step) => ({ ...step, text: step.text.replace('leap', 'lap') })) } }),
      ),
    },
  },
  'another query of a web search is reported': {
    scenarios: ['exec/search/web'],
    check: /^exec\/(?:items?|searche?s?)\//,
    evidence: /query|whether|search/,
    exec: {
      stdout: lines(alter(SEARCH, { item: { query: 'whether', action: { type: 'search', query: 'whether' } } })),
    },
  },
};

function swap(from: string, to: string): (text: string) => string {
  return (text) => text.replaceAll(from, to);
}

function other(text: string): string {
  return text.startsWith('I look') ? 'It is 42,\nand no less.' : 'I look.';
}

function steps(map: (step: Step) => Step): (items: readonly Step[]) => Step[] {
  return (items) => items.map(map);
}

/** Writes another text into the file of the option `-o`. */
function overwrite(text: string): string | undefined {
  const file = process.argv[process.argv.indexOf('-o') + 1];
  if (file === undefined) return undefined;
  writeFileSync(file, text);
  return '';
}
