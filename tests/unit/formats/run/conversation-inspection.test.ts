import { expect, test } from 'vitest';
import { APP_SERVER, fileOf, runOf, PERSISTENT, STATELESS } from '../../reporters/run-fixture.ts';

test('has a record for each case', () => {
  expect(fileOf(runOf([APP_SERVER, PERSISTENT, STATELESS]), 'conversation-inspection.json')).toMatchInlineSnapshot(`
    "{
      "schema_version": 1,
      "records": [
        {
          "approach": "exec_stateless",
          "turns": [
            {
              "turn": 1,
              "input": "What is 17 + 25?",
              "expected_reply": "42",
              "actual_reply": "42",
              "exact_match": true
            }
          ]
        },
        {
          "approach": "exec_persistent_resume",
          "turns": [
            {
              "turn": 1,
              "input": "Remember REF-7KQ2M9XW4T1B.",
              "expected_reply": "STORED",
              "actual_reply": "STORED",
              "exact_match": true
            },
            {
              "turn": 2,
              "input": "Which?",
              "expected_reply": "REF-7KQ2M9XW4T1B",
              "actual_reply": "REF-7KQ2M9XW4T1B",
              "exact_match": true
            }
          ]
        },
        {
          "approach": "app_server",
          "turns": [
            {
              "turn": 1,
              "input": "What is 17 + 25?",
              "expected_reply": "42",
              "actual_reply": "42",
              "exact_match": true
            }
          ]
        }
      ]
    }
    "
  `);
});
