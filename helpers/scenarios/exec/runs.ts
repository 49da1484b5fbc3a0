import { copyFileSync, linkSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says, waitsFor } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Simultaneous runs, and a binary without its package. */
export const runScenarios = extendedScenarios(import.meta.url, {
  'exec/runs/two-at-once': {
    about: 'Two simultaneous runs in one new CODEX_HOME; both wait for the model at the same time.',
    breaks: ['no-extra-requests'],
    shows: ['several-requests'],
    model: (gate) => ({ every: waitsFor(gate('both'), says('done')) }),
    async play({ exec, open, requested }) {
      const runs = [exec(['Say one.']), exec(['Say two.'])];
      await Promise.race([requested(2), Promise.all(runs)]);
      open('both');
      await Promise.all(runs);
    },
  },
  'exec/runs/as-shipped': {
    about: 'A run without the settings that keep codex off the internet.',
    breaks: ['stays-local'],
    asShipped: true,
    model: [says('done')],
    play: ({ exec }) => exec(['Say one.']),
  },
  'exec/packaging/binary-alone': {
    about: 'The binary runs without the other files of its package, and a model of its own catalogue runs a command.',
    breaks: ['writes-nothing', 'unknown-model', 'asked-settings'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('done')],
    async play({ exec, places, program }) {
      const alone = join(places.home, 'codex');
      try {
        linkSync(program, alone);
      } catch {
        copyFileSync(program, alone);
      }
      await exec(['Say hello.'], { program: alone, model: null, sandbox: 'danger-full-access' });
    },
  },
});
