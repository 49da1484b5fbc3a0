import { event, message, reasoning, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Messages and reasoning of the model. */
export const messageScenarios = extendedScenarios(import.meta.url, {
  'exec/messages/several': {
    about: 'The model sends two messages in one response, with all kinds of line breaks.',
    breaks: ['writes-nothing'],
    shows: ['last-message-file'],
    model: [
      responds([
        message('First\r\nthe\u2028commentary\u0085\t😀 \u0000 "\\', { phase: 'commentary' }),
        message('then the answer\n', { phase: 'final_answer' }),
      ]),
    ],
    play: ({ exec, places }) => exec(['Say two things.', '-o', `${places.tmp}/last.txt`]),
  },
  'exec/messages/reasoning': {
    about: 'The model sends reasoning: with a summary in two parts, without a summary, and with raw content alone.',
    shows: ['reasoning'],
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
    about: 'The model sends events and items of unknown types, and then a message.',
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
    about: 'The model completes its response without a message and without usage.',
    breaks: ['agent-messages'],
    model: [responds([], { completed: { usage: null } })],
    play: ({ exec }) => exec(['Say nothing.']),
  },
  'exec/messages/not-yet-done': {
    about: 'The first response has end_turn false, the second one has end_turn true.',
    shows: ['further-requests'],
    model: [says('I have begun', { completed: { end_turn: false } }), says('done', { completed: { end_turn: true } })],
    play: ({ exec }) => exec(['Take two steps.']),
  },
  'exec/messages/rerouted': {
    about: 'A header of the response names another model than the requested one.',
    model: [says('42', { headers: { 'openai-model': 'another-model' } })],
    play: ({ exec }) => exec(['Who are you?']),
  },
});
