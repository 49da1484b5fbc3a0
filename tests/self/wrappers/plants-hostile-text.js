#!/usr/bin/env node
import process from 'node:process';
import { HOSTILE } from '../../unit/reporters/hostile.ts';
import { json, relay } from './relay.js';

const EVENT = JSON.stringify({ type: HOSTILE, [HOSTILE]: HOSTILE });
const NOTIFICATION = JSON.stringify({ jsonrpc: '2.0', method: HOSTILE, params: { [HOSTILE]: HOSTILE } });

// A version of its own, so that a matrix can hold it beside the real one.
if (process.argv.includes('--version')) process.stdout.write('codex-cli 0.170.0\n');
else await plant();

async function plant() {
  if (!process.argv.includes('--help')) process.stderr.write(`${HOSTILE}\n`);
  await relay({
    exec: {
      stdout: planted(EVENT, (event) =>
        event.item?.type === 'agent_message' ? { ...event, item: { ...event.item, text: HOSTILE } } : event,
      ),
      exitCode: () => 3,
    },
    'app-server': {
      stdout: planted(NOTIFICATION, (message) => {
        if (message.method !== 'item/completed' || message.params.item.type !== 'agentMessage') return message;
        return { ...message, params: { ...message.params, item: { ...message.params.item, text: HOSTILE } } };
      }),
    },
  });
}

/** Each line as it is mapped, and after it one of nobody's. */
function planted(more, map) {
  const mapped = json(map);
  return (line) => `${mapped(line)}\n${more}`;
}
