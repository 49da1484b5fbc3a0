import { join, relative } from 'node:path';
import process from 'node:process';
import { SuiteError } from '../helpers/util/errors.ts';
import { writeJson } from '../helpers/util/fs/write-json.ts';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import { chooseFixtures } from '../helpers/versions/fixtures/choose.ts';
import { fixtureIndexOf } from '../helpers/versions/fixtures/fixture-index.ts';
import { fixtureIndexSchema } from '../helpers/versions/fixtures/format.ts';

const FIXTURES = join(SUITE_ROOT, 'fixtures');
const INDEX = join(FIXTURES, 'index.json');

try {
  for (const source of process.argv.slice(2)) {
    const { version, scenarios } = await chooseFixtures(source, FIXTURES);
    process.stdout.write(`${relative(SUITE_ROOT, join(FIXTURES, version))}: ${scenarios.length} scenarios\n`);
  }
  await writeJson(INDEX, fixtureIndexSchema, await fixtureIndexOf(FIXTURES));
} catch (error) {
  if (!(error instanceof SuiteError)) throw error;
  process.stderr.write(`error: ${error.message}\n${error.hint === undefined ? '' : `hint: ${error.hint}\n`}`);
  process.exitCode = error.exitCode;
}
