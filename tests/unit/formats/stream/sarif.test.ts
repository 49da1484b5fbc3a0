import { expect, test } from 'vitest';
import { judgementSarif } from '../../../../helpers/formats/stream/sarif.ts';
import { JUDGEMENT } from './sample-judgement.ts';

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly unknown[]; readonly version: string } };
  }[];
}

test('has rules, results and notifications', () => {
  const { runs, ...head } = judgementSarif(JUDGEMENT) as Sarif;
  const { tool, ...run } = runs[0]!;
  expect(tool.driver.rules).toHaveLength(JUDGEMENT.checks.length);
  expect({
    head,
    driver: { ...tool.driver, version: '…', rules: tool.driver.rules.slice(1, 2) },
    run,
  }).toMatchInlineSnapshot(`
    {
      "driver": {
        "name": "codex-conformance",
        "rules": [
          {
            "defaultConfiguration": {
              "level": "warning",
            },
            "help": {
              "text": "An event has the fields of its type. Authority: exec_events.rs.",
            },
            "id": "exec/a/should",
            "properties": {
              "authority": {
                "kind": "source",
                "reference": "exec_events.rs",
              },
              "level": "should",
            },
            "shortDescription": {
              "text": "An event has the fields of its type.",
            },
          },
        ],
        "version": "…",
      },
      "head": {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
      },
      "run": {
        "artifacts": [
          {
            "location": {
              "uri": "logs/a%20b%3Ac%2C100%25.jsonl",
            },
          },
        ],
        "columnKind": "utf16CodeUnits",
        "invocations": [
          {
            "executionSuccessful": false,
            "toolExecutionNotifications": [
              {
                "associatedRule": {
                  "id": "exec/events/known-shape",
                },
                "level": "note",
                "message": {
                  "text": "exec/events/known-shape: and 1 more findings",
                },
              },
              {
                "associatedRule": {
                  "id": "exec/a/none",
                },
                "level": "note",
                "message": {
                  "text": "exec/a/none: untestable: no events",
                },
              },
              {
                "associatedRule": {
                  "id": "exec/a/crash",
                },
                "level": "error",
                "message": {
                  "text": "exec/a/crash: harness-error: The check itself failed: \\u0007",
                },
              },
              {
                "associatedRule": {
                  "id": "run/a/whole",
                },
                "level": "note",
                "message": {
                  "text": "run/a/whole: not-applicable: needs more",
                },
              },
              {
                "level": "warning",
                "message": {
                  "text": "2 lines without a sender were skipped. The first is line 3.",
                },
              },
            ],
          },
        ],
        "results": [
          {
            "level": "error",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "index": 0,
                    "uri": "logs/a%20b%3Ac%2C100%25.jsonl",
                  },
                  "region": {
                    "startLine": 2,
                  },
                },
              },
            ],
            "message": {
              "text": "usage: 100%\\u001b[2J,\\n::set-env name=x::y; expected number; actual "\\u202e"",
            },
            "ruleId": "exec/events/known-shape",
            "ruleIndex": 0,
          },
          {
            "level": "error",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "index": 0,
                    "uri": "logs/a%20b%3Ac%2C100%25.jsonl",
                  },
                  "region": {
                    "startLine": 7,
                  },
                },
              },
            ],
            "message": {
              "text": "no item",
            },
            "ruleId": "exec/events/known-shape",
            "ruleIndex": 0,
          },
          {
            "level": "warning",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "index": 0,
                    "uri": "logs/a%20b%3Ac%2C100%25.jsonl",
                  },
                  "region": {
                    "startLine": 9,
                  },
                },
              },
            ],
            "message": {
              "text": "late; actual x",
            },
            "ruleId": "exec/a/should",
            "ruleIndex": 1,
          },
          {
            "level": "note",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "index": 0,
                    "uri": "logs/a%20b%3Ac%2C100%25.jsonl",
                  },
                  "region": {
                    "startLine": 9,
                  },
                },
              },
            ],
            "message": {
              "text": "odd; expected y",
            },
            "ruleId": "exec/a/may",
            "ruleIndex": 2,
          },
        ],
      },
    }
  `);
});

test.for<[source: string, uri: string]>([
  ['/tmp/a b#1.jsonl', 'file:///tmp/a%20b%231.jsonl'],
  ['../x/ä.jsonl', '../x/%C3%A4.jsonl'],
  ['logs\\wire.log', 'logs/wire.log'],
  ['C:\\logs\\a b.log', 'file:///C:/logs/a%20b.log'],
  ['bad\uD800', 'bad%EF%BF%BD'],
])('the address of %j is %s', ([source, uri]) => {
  expect(judgementSarif({ ...JUDGEMENT, source })).toMatchObject({ runs: [{ artifacts: [{ location: { uri } }] }] });
});
