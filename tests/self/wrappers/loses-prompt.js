#!/usr/bin/env node
import { json, relay } from './relay.js';

const OTHER = 'Hello.';

await relay({
  exec: { stdin: () => OTHER },
  'app-server': {
    stdin: json((message) => {
      if (message.method !== 'turn/start') return message;
      return { ...message, params: { ...message.params, input: [{ type: 'text', text: OTHER }] } };
    }),
  },
});
