#!/usr/bin/env node
// One id at first, another later: in the resumed process of exec, in the announcement of app-server.
import process from 'node:process';
import { json, relay } from './relay.js';
import { otherId } from './thread-ids.js';

const isLater = process.argv.includes('resume') || process.argv.includes('--ephemeral');

await relay({
  exec: {
    stdout: json((event) =>
      event.type === 'thread.started' && isLater ? { ...event, thread_id: otherId(event.thread_id) } : event,
    ),
  },
  'app-server': {
    stdout: json((message) => {
      if (message.method !== 'thread/started') return message;
      const { thread } = message.params;
      return { ...message, params: { ...message.params, thread: { ...thread, id: otherId(thread.id) } } };
    }),
  },
});
