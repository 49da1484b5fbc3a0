import { expect, test } from 'vitest';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import { judge } from '../../helpers/checks/judge.ts';
import { shorten } from '../../helpers/recording/shorten.ts';
import { RECORDINGS } from '../unit/proof/recordings.ts';

/** They need the schema, which a short recording does not have. */
const OF_SCHEMA = 'app-server/schema/';

test('judges a shortened recording like the whole one', () => {
  const changed = RECORDINGS.flatMap((recording) =>
    checksOf(recording)
      .filter(({ id }) => !id.startsWith(OF_SCHEMA))
      .filter((check) => judge(check, recording).verdict !== judge(check, shorten(recording)).verdict)
      .map(({ id }) => `${id} in ${recording.scenario} of ${recording.codex.version}`),
  );
  expect(changed).toEqual([]);
});
