import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EMITS_SCHEMA } from '../../../helpers/codex/capabilities.ts';
import { emittedSchema } from '../../../helpers/codex/schema.ts';
import { program, temporaryFolder, write } from './temporary.ts';

const BUNDLE = 'codex_app_server_protocol.schemas.json';

/** A codex that notes that it was asked, then runs a script with the folder for the schema as `$4`. */
function codexThat(script: string, capabilities: readonly string[] = [EMITS_SCHEMA]) {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), `echo "$1 $2 $3" >> '${folder}/asked'\n${script}`);
  const asked = (): string[] =>
    existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : [];
  return { codex: { path, sha256: 'cd'.repeat(32), capabilities }, cache: join(folder, 'cache'), folder, asked };
}

const EMITTING = `echo '{"definitions":{}}' > "$4/${BUNDLE}"; echo '{}' > "$4/Other.json"`;

test('a binary emits its schema once; then it is in the cache', async () => {
  const { codex, cache, asked } = codexThat(EMITTING);
  expect(await emittedSchema(codex, cache)).toEqual({ definitions: {} });
  expect(await emittedSchema(codex, cache)).toEqual({ definitions: {} });
  expect(asked()).toEqual(['app-server generate-json-schema --out']);
  expect(readdirSync(join(cache, 'schemas'))).toEqual([`${'cd'.repeat(32)}.json`]);
});

test('a damaged entry of the cache is written again', async () => {
  const { codex, cache, asked } = codexThat(EMITTING);
  const entry = write(join(cache, 'schemas', `${codex.sha256}.json`), '{"definitions":');
  expect(await emittedSchema(codex, cache)).toEqual({ definitions: {} });
  expect(asked()).toHaveLength(1);
  expect(readFileSync(entry, 'utf8')).toBe('{"definitions":{}}\n');
});

test('a cache that cannot be written is no error', async () => {
  const { codex, folder } = codexThat(EMITTING);
  expect(await emittedSchema(codex, write(join(folder, 'file'), ''))).toEqual({ definitions: {} });
});

test('a binary without the command is not asked', async () => {
  const { codex, cache, asked } = codexThat(EMITTING, ['command.app-server']);
  expect(await emittedSchema(codex, cache)).toBeNull();
  expect(asked()).toEqual([]);
});

test.for(['exit 2', `echo '{"definitions"' > "$4/${BUNDLE}"`, 'exec sleep 60'])(
  'keeps no schema of a binary that emits none: %s',
  async (script) => {
    const { codex, cache } = codexThat(script);
    expect(await emittedSchema(codex, cache, { limitMs: 300 })).toBeNull();
    expect(existsSync(cache)).toBe(false);
  },
);

test('the experimental schema has an entry of its own in the cache', async () => {
  const { codex, cache } = codexThat(`echo "{\\"is\\":\\"$5\\"}" > "$4/${BUNDLE}"`);
  expect(await emittedSchema(codex, cache, { isExperimental: true })).toEqual({ is: '--experimental' });
  expect(await emittedSchema(codex, cache)).toEqual({ is: '' });
  expect(await emittedSchema(codex, cache, { isExperimental: true })).toEqual({ is: '--experimental' });
});
