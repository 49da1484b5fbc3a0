import { expect, test } from 'vitest';
import { patch } from '../../../helpers/model/calls.ts';
import { callsFor } from '../../../helpers/model/responses.ts';
import { patchedFiles } from '../../../helpers/queries/patched-files.ts';
import type { ModelExchange, Recording } from '../../../helpers/recording/recording.ts';
import { sampleRecording } from '../recording/sample-recording.ts';

/** A recording in which the model calls one patch after the other. */
function patchedBy(patches: readonly string[], given: Record<string, string>, isApplied = true): Recording {
  const sample = sampleRecording();
  const tools = [{ type: 'function', name: 'apply_patch' }];
  const output = isApplied ? 'Success. Updated the following files:\nM x\n' : 'patch rejected';
  const outputs = patches.map((_, index) => ({ type: 'function_call_output', call_id: `call_${index + 1}_1`, output }));
  const model = [...patches, null].map((text, index): ModelExchange => {
    const body = { model: 'm', tools, input: outputs.slice(0, index) };
    const actions = text === null ? [] : callsFor(patch(text))({ n: index + 1, headers: {}, body });
    const reply = actions.map((action) => (action.do === 'bytes' ? String(action.bytes) : '')).join('');
    return { ...sample.model[0]!, body, reply: { status: 200, body: reply, ended_by: 'end' } };
  });
  return sampleRecording({ model, given_files: Object.entries(given).map(([path, text]) => ({ path, text })) });
}

const inPatch = (...lines: readonly string[]): string => ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');

test('applies each hunk of a patch', () => {
  const update = inPatch('*** Update File: a.txt', '@@', ' one', '-two', '+2', '@@', '-four', '+4', ' five');
  expect(patchedFiles(patchedBy([update], { 'a.txt': 'one\ntwo\nthree\nfour\nfive\n' }))).toEqual([
    { path: 'a.txt', text: 'one\n2\nthree\n4\nfive\n' },
  ]);
});

test('adds, moves and deletes files, one patch after the other', () => {
  const add = inPatch('*** Add File: a.txt', '+one', '+', '*** Delete File: b.txt');
  const move = inPatch('*** Update File: a.txt', '*** Move to: c.txt', '@@', '-one', '+two');
  expect(patchedFiles(patchedBy([add, move], { 'b.txt': 'old\n' }))).toEqual([
    { path: 'a.txt', text: null },
    { path: 'b.txt', text: null },
    { path: 'c.txt', text: 'two\n\n' },
  ]);
});

test('leaves out files with an unknown text', () => {
  const update = inPatch('*** Update File: a.txt', '@@', '-one', '+two');
  expect(patchedFiles(patchedBy([update], {}))).toEqual([]);
  expect(patchedFiles(patchedBy([update], { 'a.txt': 'three\n' }))).toEqual([]);
});

test('ignores a patch that was rejected', () => {
  const add = inPatch('*** Add File: a.txt', '+one');
  expect(patchedFiles(patchedBy([add], {}, false))).toEqual([]);
});

test('knows nothing where the given files were not recorded', () => {
  const { given_files: _given, ...older } = patchedBy([], {});
  expect(patchedFiles(older)).toBeUndefined();
});
