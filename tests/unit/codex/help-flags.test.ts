import { expect, test } from 'vitest';
import { helpFlags } from '../../../helpers/codex/help-flags.ts';

test('reads names, values and possible values of flags', () => {
  const help = `Options:
  -s, --sandbox <MODE>
          Select the policy, as by
          --other <X>

          [possible values: read-only, workspace-write]

      --json
          Print events

  -i, --image <FILE>...
          Images
      --kind <KIND>
          Possible values:
          - one: The first
          - two: The second
`;
  expect(helpFlags(help)).toEqual([
    { name: 'sandbox', short: 's', value: 'MODE', values: ['read-only', 'workspace-write'] },
    { name: 'json', short: null, value: undefined, values: [] },
    { name: 'image', short: 'i', value: 'FILE', values: [] },
    { name: 'kind', short: null, value: 'KIND', values: ['one', 'two'] },
  ]);
});
