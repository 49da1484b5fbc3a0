import { shell } from '../../model/calls.ts';
import { breaksOff, call, callsFor, failsWith, message, reasoning, refuses, says } from '../../model/responses.ts';
import { byPrompt } from '../../model/by-prompt.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const retrying = (stream: number, request = 0) => ({
  'model_providers.scripted.stream_max_retries': String(stream),
  'model_providers.scripted.request_max_retries': String(request),
});

/** The parts of a good response, one event or more each. */
const GOOD = [reasoning(['I look.']), message('I look'), call(shell('echo hello'))];

/** The stream is cut after so many of them. */
const CUTS = Object.fromEntries(
  [...GOOD.keys(), GOOD.length].map((count) => [`Cut after ${count}.`, breaksOff('end', GOOD.slice(0, count))]),
);

/** Retries, allowed and not. */
export const retryScenarios = extendedScenarios(import.meta.url, {
  'exec/retries/stream-cut-twice': {
    about: 'The stream is cut twice, the second time after a message, and complete the third time.',
    breaks: ['no-extra-requests'],
    shows: ['further-requests'],
    model: [breaksOff('end'), breaksOff('end', [message('half of')]), says('the whole')],
    play: ({ exec }) => exec(['Try again.'], { config: retrying(3) }),
  },
  'exec/retries/used-up': {
    about: 'The stream is always cut, and two retries are allowed.',
    breaks: ['succeeds', 'no-extra-requests', 'agent-messages'],
    shows: ['failed-turn', 'further-requests'],
    model: [breaksOff('end'), breaksOff('end'), breaksOff('end')],
    play: ({ exec }) => exec(['Try again.'], { config: retrying(2) }),
  },
  'exec/retries/server-errors': {
    about: 'The model refuses with status 500, then with a rate limit and a short delay, then answers.',
    breaks: ['no-extra-requests'],
    shows: ['further-requests'],
    model: [
      refuses(500, { error: { message: 'oh dear' } }),
      failsWith('rate_limit_exceeded', 'Rate limit reached. Please try again in 11ms.'),
      says('at last'),
    ],
    play: ({ exec }) => exec(['Try again.'], { config: retrying(2, 2) }),
  },
  'exec/retries/none-after-each-part': {
    about: 'The stream is cut after each part of a response, each in its own process, and no retry is allowed.',
    breaks: ['succeeds', 'no-extra-requests', 'writes-nothing'],
    shows: ['known-commands', 'failed-turn', 'reasoning', 'several-requests', 'command-exits'],
    model: byPrompt(CUTS),
    async play({ exec }) {
      for (const prompt of Object.keys(CUTS)) await exec([prompt], { sandbox: 'danger-full-access' });
    },
  },
  'exec/retries/cut-after-command': {
    about: 'After a command the stream of the next response is cut, and complete the second time.',
    breaks: ['no-extra-requests', 'read-only'],
    shows: ['command-ends'],
    model: [callsFor(shell('echo once >> runs.txt; cat runs.txt')), breaksOff('end'), says('done')],
    async play({ exec, write }) {
      write('workspace', 'runs.txt', '');
      await exec(['Run it once.'], { sandbox: 'danger-full-access', config: retrying(1) });
    },
  },
});
