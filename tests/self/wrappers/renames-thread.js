#!/usr/bin/env node
// The program sees another id than the model does, everywhere, and can work with it.
import { json, relay } from './relay.js';
import { otherId } from './thread-ids.js';

let real;

await relay({
  exec: {
    args: (args) => args.map((arg, at) => (args[at - 1] === 'resume' ? otherId(arg) : arg)),
    stdout: json((event) =>
      event.type === 'thread.started' ? { ...event, thread_id: otherId(event.thread_id) } : event,
    ),
  },
  'app-server': {
    stdin: (line) => (real === undefined ? line : line.replaceAll(otherId(real), real)),
    stdout(line) {
      real ??= JSON.parse(line).result?.thread?.id;
      return real === undefined ? line : line.replaceAll(real, otherId(real));
    },
  },
});
