import { expect, test } from 'vitest';
import { checksSchema } from '../../../../helpers/formats/run/checks.ts';
import {
  check,
  failedCheck,
  fileOf,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  scenario,
} from '../../reporters/run-fixture.ts';

test('writes evidence without unknown fields', () => {
  const checks = [failedCheck(), check({ evidence: [{ message: 'line 1 is thread.started' }] })];
  expect(fileOf(runOf([module(scenario(scenarioResult(), checks))]), 'checks.json')).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "checks": [
        {
          "id": "exec.reply.exact",
          "clause": "The final message is the reply of the model.",
          "level": "must",
          "authority": {
            "kind": "documented",
            "reference": "docs/exec.md"
          },
          "scenario": "exec/stateless/sum",
          "verdict": "fail",
          "reason": null,
          "evidence": [
            {
              "message": "the reply differs",
              "file": "stdout.jsonl",
              "line": 3,
              "expected": "42",
              "actual": "43"
            }
          ]
        },
        {
          "id": "exec.stream.first-event",
          "clause": "The first event is thread.started.",
          "level": "must",
          "authority": {
            "kind": "documented",
            "reference": "docs/exec.md"
          },
          "scenario": "exec/stateless/sum",
          "verdict": "pass",
          "reason": null,
          "evidence": [
            {
              "message": "line 1 is thread.started"
            }
          ]
        }
      ]
    }
    "
  `);
});

test('writes the baseline entry of a verdict', () => {
  const { link: _, ...withoutLink } = KNOWN;
  const checks = [failedCheck({ known_failure: KNOWN }), check({ known_failure: withoutLink })];
  const run = runOf([module(scenario(scenarioResult(), checks))]);
  const written = checksSchema.parse(JSON.parse(fileOf(run, 'checks.json'))).checks;
  const entry = { versions: '>=0.99.0', reason: 'the reply is cut, as upstream knows' };
  expect(written.map(({ known_failure }) => known_failure)).toEqual([
    { ...entry, link: 'https://example.com/issues/1' },
    entry,
  ]);
});
