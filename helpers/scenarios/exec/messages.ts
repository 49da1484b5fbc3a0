import { event, message, reasoning, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** What the model says, and how it comes out. */
export const messageScenarios = extendedScenarios(import.meta.url, {
  'exec/messages/several': {
    about: 'The model says two things in one response, with line breaks of all kinds in them.',
    breaks: ['writes-nothing'],
    model: [
      responds([
        message('First\r\nthe\u2028commentary\u0085\t😀 \u0000 "\\', { phase: 'commentary' }),
        message('then the answer\n', { phase: 'final_answer' }),
      ]),
    ],
    play: ({ exec, places }) => exec(['Say two things.', '-o', `${places.tmp}/last.txt`]),
  },
  'exec/messages/reasoning': {
    about: 'The model thinks: with a summary in two parts, with no summary, and with nothing but its raw thoughts.',
    model: [
      responds([
        reasoning(['**First**\n\nI add.', 'Then I check.']),
        reasoning([]),
        reasoning([], ['raw thought']),
        message('42'),
      ]),
    ],
    play: ({ exec }) => exec(['Think.']),
  },
  'exec/messages/unknown-events': {
    about: 'The model sends events and items of types that do not exist, and then a message.',
    model: [
      responds([
        event({ type: 'response.future_thing', payload: { n: 1 } }),
        event({ type: 'response.output_item.added', item: { type: 'future_item', id: 'fi_1', colour: 'red' } }),
        event({ type: 'response.output_item.done', item: { type: 'future_item', id: 'fi_1', colour: 'red' } }),
        event({ type: 'error', code: 'server_error', message: 'not for you' }),
        event({ type: 'ping' }),
        message('still here'),
      ]),
    ],
    play: ({ exec }) => exec(['Go on.']),
  },
  'exec/messages/none': {
    about: 'The model completes its response without a word, and does not say what it used.',
    model: [responds([], { completed: { usage: null } })],
    play: ({ exec }) => exec(['Say nothing.']),
  },
  'exec/messages/not-yet-done': {
    about: 'The model says that its turn has not ended yet, and is done when it is asked again.',
    model: [says('I have begun', { completed: { end_turn: false } }), says('done', { completed: { end_turn: true } })],
    play: ({ exec }) => exec(['Take two steps.']),
  },
  'exec/messages/rerouted': {
    about: 'Another model than the one that was asked for answers, as a header of the response says.',
    model: [says('42', { headers: { 'openai-model': 'another-model' } })],
    play: ({ exec }) => exec(['Who are you?']),
  },
});
