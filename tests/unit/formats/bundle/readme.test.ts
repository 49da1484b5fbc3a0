import { expect, test } from 'vitest';
import { bundleReadme } from '../../../../helpers/formats/bundle/readme.ts';
import { sampleRecording } from '../../recording/sample-recording.ts';

test('names codex, command, clauses and evidence', () => {
  const head = {
    clause: 'The reply is the expected one.',
    level: 'must',
    authority: { kind: 'documented', reference: 'docs/exec.md' },
    scenario: 'exec/stateless/sum',
  } as const;
  const text = bundleReadme(sampleRecording(), [
    {
      ...head,
      id: 'turn/reply/exact',
      verdict: 'fail',
      reason: null,
      evidence: [
        { message: 'turn 1: another reply', file: 'stdout.jsonl', line: 3, expected: '42', actual: '`</code>\n# @you' },
      ],
    },
    { ...head, id: 'exec/turn/completes', verdict: 'untestable', reason: 'no *events*', evidence: [] },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "# \`exec/stateless/sum\`

    Codex \`0.169.0\` (sha256 \`abababababababababababababababababababababababababababababababab\`) failed in one interaction, with a program that reproduces it.

    ## Reproduce it

    \`\`\`sh
    node repro.mjs /path/to/codex
    \`\`\`

    Without a path it takes \`CODEX_BIN\`, else the codex on PATH. It needs Node.js 18 or newer and nothing else: it answers
    as the model did when this was recorded, gives codex a CODEX_HOME and a workspace in a temporary folder, prints what
    codex prints and ends with its exit code (124 if codex did not end and was killed). \`script.json\` has the arguments,
    the input, the configuration and the answers.

    ## Failed checks

    ### \`turn/reply/exact\`

    \`The reply is the expected one.\`

    - level: must
    - authority: documented, \`docs/exec.md\`
    - verdict: fail
    - \`turn 1: another reply (stdout.jsonl:3)\`
    - expected: \`"42"\`
    - actual: \`\`"\`</code>\\n# @you"\`\`

    ### \`exec/turn/completes\`

    \`The reply is the expected one.\`

    - level: must
    - authority: documented, \`docs/exec.md\`
    - verdict: untestable: \`no *events*\`
    "
  `);
});
