import { expect, test } from 'vitest';
import { groupFailures } from '../../../../helpers/formats/failure-groups.ts';
import { runSarif } from '../../../../helpers/formats/run/sarif.ts';
import {
  check,
  failedCheck,
  KNOWN,
  module,
  PERSISTENT,
  RESUMED,
  runOf,
  scenario,
  scenarioResult,
  turn,
  UNMATCHED,
} from '../../reporters/run-fixture.ts';

interface Log {
  readonly runs: readonly [
    {
      readonly automationDetails: unknown;
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly [unknown];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly unknown[];
        readonly occurrenceCount?: number;
      }[];
    },
  ];
}

function logOf(...run: Parameters<typeof runOf>): Log['runs'][0] {
  return (runSarif(runOf(...run), (name) => `replay ${name}`) as Log).runs[0];
}

test('has one result for each group of failures', () => {
  const both = [scenarioResult(), RESUMED].flatMap((result) =>
    scenario(result, [failedCheck({ scenario: result.scenario }), check({ scenario: result.scenario })]),
  );
  const known = failedCheck({ id: 'known', known_failure: KNOWN });
  const optional = failedCheck({ id: 'optional', level: 'may' });
  const modules = [module([...both, { check: known }, { check: optional }])];
  const { results, tool, automationDetails } = logOf(modules);
  expect(results).toHaveLength(groupFailures(runOf(modules).checks).length);
  expect({ automationDetails, rules: tool.driver.rules.map(({ id }) => id), results }).toMatchInlineSnapshot(`
    {
      "automationDetails": {
        "id": "codex-conformance/0.169.0/",
      },
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "logicalLocations": [
                {
                  "fullyQualifiedName": "exec/persistent/recall",
                },
              ],
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "recordings/exec/persistent/recall/stdout.jsonl",
                  "uriBaseId": "RESULTS",
                },
                "region": {
                  "startLine": 3,
                },
              },
            },
          ],
          "message": {
            "text": "must: fails in 2 scenarios
    The final message is the reply of the model.
    the reply differs; expected 42; actual 43
    again: replay exec/persistent/recall",
          },
          "occurrenceCount": 2,
          "properties": {
            "checks": [
              "exec.reply.exact",
            ],
            "explains": [],
            "scenarios": [
              "exec/persistent/recall",
              "exec/stateless/sum",
            ],
          },
          "ruleId": "exec.reply.exact",
          "ruleIndex": 0,
        },
      ],
      "rules": [
        "exec.reply.exact",
      ],
    }
  `);
});

test('has a result for a wrong reply that no check shows', () => {
  const wrong = scenarioResult({ turns: [turn({ actual_reply: null })] });
  expect(logOf([module(scenario(wrong))]).results).toMatchInlineSnapshot(`
    [
      {
        "level": "error",
        "locations": [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "exec/stateless/sum",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "recordings/exec/stateless/sum/run.json",
                "uriBaseId": "RESULTS",
              },
            },
          },
        ],
        "message": {
          "text": "The reply of each turn is the expected one.
    turn 1: expected "42", actual (none)
    again: replay exec/stateless/sum",
        },
        "ruleId": "replies",
        "ruleIndex": 0,
      },
    ]
  `);
});

test('has no result for a run without failures', () => {
  const { results, tool } = logOf([PERSISTENT]);
  expect([results, tool.driver.rules]).toEqual([[], []]);
});

test('has a notification for each problem of the run itself', () => {
  const { invocations } = logOf([PERSISTENT], [{ message: 'crash [a](b)' }], 'interrupted', [UNMATCHED]);
  expect(invocations).toMatchInlineSnapshot(`
    [
      {
        "executionSuccessful": false,
        "toolConfigurationNotifications": [
          {
            "level": "error",
            "message": {
              "text": "Baseline entry exec.reply.exact@exec/stateles/sum: unknown scenario exec/stateles/sum. Did you mean exec/stateless/sum?",
            },
          },
        ],
        "toolExecutionNotifications": [
          {
            "level": "error",
            "message": {
              "text": "crash [a\\u005d(b)",
            },
          },
          {
            "level": "error",
            "message": {
              "text": "The run was interrupted.",
            },
          },
        ],
      },
    ]
  `);
});

test('locates a result without a recording in the summary', () => {
  const orphaned = failedCheck({ scenario: 'exec/persistent/recall' });
  expect(logOf([module([{ check: orphaned }])]).results[0]!.locations).toMatchInlineSnapshot(`
    [
      {
        "logicalLocations": [
          {
            "fullyQualifiedName": "exec/persistent/recall",
          },
        ],
        "physicalLocation": {
          "artifactLocation": {
            "uri": "summary.json",
            "uriBaseId": "RESULTS",
          },
        },
      },
    ]
  `);
});
