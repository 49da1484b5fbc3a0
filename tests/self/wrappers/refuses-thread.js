#!/usr/bin/env node
import { json, relay } from './relay.js';

const error = {
  code: -32600,
  message: 'unknown variant `thread/start`, expected one of `initialize`, `newConversation`',
};

await relay({
  'app-server': {
    stdout: json((message) => (message.result?.thread === undefined ? message : { id: message.id, error })),
  },
});
