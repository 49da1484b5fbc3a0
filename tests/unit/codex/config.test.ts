import { expect, test } from 'vitest';
import { capabilitiesOf } from '../../../helpers/codex/capabilities.ts';
import { configToml, needsBaseUrl } from '../../../helpers/codex/config.ts';
import { HELP_0_169, HELP_0_61, HELP_0_98 } from './help-texts.ts';

const modelUrl = 'http://127.0.0.1:8080/v1';

test('configuration for 0.61.0 has no unknown features', () => {
  expect(configToml({ modelUrl, capabilities: capabilitiesOf(HELP_0_61) })).toMatchInlineSnapshot(`
    "model_provider = "scripted"

    [model_providers.scripted]
    name = "scripted"
    base_url = "http://127.0.0.1:8080/v1"
    wire_api = "responses"
    request_max_retries = 0
    stream_max_retries = 0

    [analytics]
    enabled = false

    [features]
    "
  `);
});

test('configuration for 0.98.0 disables access to the internet', () => {
  expect(configToml({ modelUrl, capabilities: capabilitiesOf(HELP_0_98) })).toMatchInlineSnapshot(`
    "model_provider = "scripted"

    [model_providers.scripted]
    name = "scripted"
    base_url = "http://127.0.0.1:8080/v1"
    wire_api = "responses"
    request_max_retries = 0
    stream_max_retries = 0

    [analytics]
    enabled = false

    [features]
    apps = false
    remote_models = false
    "
  `);
});

test('configuration for 0.169.0 disables access to the internet', () => {
  expect(configToml({ modelUrl, capabilities: capabilitiesOf(HELP_0_169) })).toMatchInlineSnapshot(`
    "model_provider = "scripted"

    [model_providers.scripted]
    name = "scripted"
    base_url = "http://127.0.0.1:8080/v1"
    wire_api = "responses"
    request_max_retries = 0
    stream_max_retries = 0

    [analytics]
    enabled = false

    [features]
    apps = false
    plugins = false
    unbounded_connection_retries = false
    "
  `);
});

test('configuration as shipped keeps features and analytics', () => {
  const toml = configToml({ modelUrl, capabilities: capabilitiesOf(HELP_0_169), asShipped: true });
  expect(toml).toMatchInlineSnapshot(`
    "model_provider = "scripted"

    [model_providers.scripted]
    name = "scripted"
    base_url = "http://127.0.0.1:8080/v1"
    wire_api = "responses"
    request_max_retries = 0
    stream_max_retries = 0
    "
  `);
});

test('a feature that is marked as removed is left alone', () => {
  const toml = configToml({ modelUrl, capabilities: ['removed-feature.apps', 'feature.plugins'] });
  expect(toml.slice(toml.indexOf('[features]'))).toBe('[features]\nplugins = false\n');
});

test.each([
  ['0.61.0', capabilitiesOf(HELP_0_61), true],
  ['0.98.0', capabilitiesOf(HELP_0_98), false],
  ['0.169.0', capabilitiesOf(HELP_0_169), false],
  ['one that knows nothing', [], true],
  ['one that has given up remote_models', ['removed-feature.remote_models'], false],
  ['one that knows plugins', ['feature.plugins'], false],
  ['one that knows remote_plugin alone', ['feature.remote_plugin'], true],
])('whether %s needs OPENAI_BASE_URL', (_, capabilities, expected) => {
  expect(needsBaseUrl(capabilities)).toBe(expected);
});
