import { expect, test } from 'vitest';
import { diffFacts } from '../../helpers/versions/diff/diff.ts';
import { keyText } from '../../helpers/versions/facts/fact-key.ts';
import { versionFactsOf } from '../../helpers/versions/facts/version-facts.ts';
import { RECORDINGS } from '../unit/proof/recordings.ts';
import { NO_FILTER } from '../unit/versions/changed.ts';

const versions = Map.groupBy(
  RECORDINGS.filter(({ codex }) => codex.sha256 !== '00'),
  ({ codex }) => codex.version,
);

test('is empty for one version, and symmetric for two', () => {
  const observations = [...versions].map(([version, all]) => versionFactsOf(version, all));
  for (const a of observations) {
    expect(diffFacts(a, a, NO_FILTER).differences).toEqual([]);
    for (const b of observations.slice(0, 2)) {
      const [there, back] = [diffFacts(a, b, NO_FILTER), diffFacts(b, a, NO_FILTER)].map(
        ({ differences }) => differences,
      );
      expect(back!.map(({ key, before, after }) => JSON.stringify([keyText(key), after, before])).toSorted()).toEqual(
        there!.map(({ key, before, after }) => JSON.stringify([keyText(key), before, after])).toSorted(),
      );
    }
  }
});
