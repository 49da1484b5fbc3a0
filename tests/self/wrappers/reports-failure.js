#!/usr/bin/env node
// Says that the turn failed when it did not, and exits with code 0.
import { json, relay } from './relay.js';

const error = { message: 'the model is overloaded' };

await relay({
  exec: {
    stdout(line) {
      if (JSON.parse(line).type !== 'turn.completed') return line;
      return [
        { type: 'error', ...error },
        { type: 'turn.failed', error },
      ]
        .map((event) => JSON.stringify(event))
        .join('\n');
    },
  },
  'app-server': {
    stdout: json((message) => {
      if (message.method !== 'turn/completed') return message;
      const { params } = message;
      return { ...message, params: { ...params, turn: { ...params.turn, status: 'failed', error } } };
    }),
  },
});
