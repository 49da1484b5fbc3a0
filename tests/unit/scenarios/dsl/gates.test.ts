import { expect, test } from 'vitest';
import { says, waitsFor } from '../../../../helpers/model/responses.ts';
import type { Action } from '../../../../helpers/model/script.ts';
import { gateOf, scriptFor, type GatedModel } from '../../../../helpers/scenarios/dsl/gates.ts';

const GATED: GatedModel = (gate) => [waitsFor(gate('one'), says('one')), waitsFor(gate('one'), says('two'))];

/** What the first answer of a script waits for. */
function waitOf(script: ReturnType<typeof scriptFor>): Promise<void> {
  const step = 'steps' in script ? script.steps[0]! : script.every;
  const [first] = step({ n: 1, headers: {}, body: { input: [] } });
  return (first as Extract<Action, { do: 'wait' }>).gate.opened;
}

test('opening a gate releases its replies in this play only', async () => {
  const [script, other] = [scriptFor(GATED), scriptFor(GATED)];
  gateOf(script, 'one').open();
  await waitOf(script);
  const first = await Promise.race([waitOf(other).then(() => 'other'), Promise.resolve('nothing')]);
  expect(first).toBe('nothing');
});

test('a model without gates may be a list or a rule', () => {
  expect([scriptFor([]), Object.keys(scriptFor({ every: says('one') }))]).toEqual([{ steps: [] }, ['every']]);
});

test('a script of nobody has no gates', () => {
  expect(() => gateOf({ steps: [] }, 'one')).toThrow('No play has the gate one');
});
