#!/usr/bin/env node
import { json, relay } from './relay.js';

let asked;

await relay({
  exec: {
    args(args) {
      const at = args.indexOf('resume');
      if (at < 0) return args;
      asked = args[at + 1];
      return args.toSpliced(at, 2);
    },
    stdout: json((event) =>
      event.type === 'thread.started' && asked !== undefined ? { ...event, thread_id: asked } : event,
    ),
  },
});
