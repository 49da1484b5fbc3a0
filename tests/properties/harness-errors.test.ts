import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import { judge } from '../../helpers/checks/judge.ts';
import type { ProcessRecord, Recording } from '../../helpers/recording/recording.ts';
import { FAILURES } from '../unit/proof/recordings.ts';
import { EXEC_ITEMS } from '../unit/checks/exec-samples.ts';
import { SAMPLES } from '../unit/checks/samples.ts';

/** Broken pieces of what codex prints. */
const piece = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(
    '{"type":"thread.started"}',
    '{"type":"item.completed","item":null}',
    '{"type":"turn.failed","error":{}}',
    '{"id":1,"error":{"code":1,"message":"m"}}',
    '{"id":2,"result":null}',
    '{"method":"turn/completed","params":{"turn":null}}',
    '{"method":"thread/started","params":[]}',
  ),
);

/** A line as it was, or left out, doubled, cut or replaced. */
function lines(text: string): fc.Arbitrary<readonly string[]> {
  const broken = fc.constantFrom<readonly string[]>([], [text, text], [text.slice(0, -5)]);
  return fc.oneof({ arbitrary: fc.constant([text]), weight: 3 }, broken, fc.tuple(piece));
}

/** All that a sample holds, shaken. */
function shaken(sample: Recording): fc.Arbitrary<Recording> {
  const output = fc.tuple(...sample.processes.map(({ stdout }) => fc.tuple(...stdout.split('\n').map(lines))));
  const wires = fc.tuple(...sample.processes.map(({ wire }) => fc.tuple(...wire.map(({ text }) => lines(text)))));
  const body = fc.oneof(
    fc.constant(null),
    fc.jsonValue(),
    fc.record({ input: fc.jsonValue(), prompt_cache_key: fc.jsonValue() }),
  );
  const kept = fc.nat({ max: sample.model.length });
  return fc.record({ output, wires, body, kept }).map(({ output, wires, body, kept }) => {
    const processes = sample.processes.map((process, at) =>
      reprinted(process, output[at]!.flat().join('\n'), wires[at]!),
    );
    return Object.assign({}, sample, {
      processes,
      model: [...sample.model.slice(0, kept), { ...sample.model.at(-1)!, body }],
    });
  });
}

function reprinted(process: ProcessRecord, stdout: string, texts: readonly (readonly string[])[]): ProcessRecord {
  const wire = process.wire.flatMap(({ t_ms, from }, at) => texts[at]!.map((text) => ({ t_ms, from, text })));
  return { ...process, stdout, wire };
}

test.each([...SAMPLES, EXEC_ITEMS, ...FAILURES])('a damaged recording of $scenario makes no check throw', (sample) => {
  const checks = checksOf(sample).filter(({ scenarios }) => scenarios === undefined);
  fc.assert(
    fc.property(shaken(sample), (recording) => {
      const results = checks.map((check) => judge(check, recording));
      expect(results.filter(({ verdict }) => verdict === 'harness-error')).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
