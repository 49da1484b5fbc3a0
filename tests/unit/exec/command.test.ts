import { expect, test } from 'vitest';
import { execCommand } from '../../../helpers/exec/command.ts';

const FLAGS = ['exec', '--json', '--skip-git-repo-check', '--sandbox', 'read-only'];

test('reads the prompt from stdin in a read-only sandbox', () => {
  expect(execCommand({ capabilities: ['exec.flag.ephemeral'] })).toEqual({ argv: [...FLAGS, '-'], notes: [] });
});

test('all flags precede resume and its thread id', () => {
  expect(execCommand({ capabilities: ['exec.flag.ephemeral'], ephemeral: true, resume: 'thread-1' })).toEqual({
    argv: [...FLAGS, '--ephemeral', 'resume', 'thread-1', '-'],
    notes: [],
  });
});

test('a binary without --ephemeral runs without it', () => {
  expect(execCommand({ capabilities: ['resume.flag.ephemeral'], ephemeral: true })).toEqual({
    argv: [...FLAGS, '-'],
    notes: ['This binary has no --ephemeral: the turn was run without it and left a session file.'],
  });
});
