/** Options of {@link configToml}. */
export interface ConfigOptions {
  /** The scripted model's base URL, ending in `/v1`. */
  readonly modelUrl: string;
  readonly capabilities: readonly string[];
  /** Do not disable features and analytics. @default false */
  readonly asShipped?: boolean | undefined;
}

/**
 * Features that access the internet or retry without limit. One is disabled only if the binary lists it: an unknown name
 * is an error in some versions and a warning in the event stream of others.
 */
const QUIETED_FEATURES = ['apps', 'plugins', 'remote_models', 'unbounded_connection_retries'];

/**
 * The `config.toml` of a scripted world: a provider for the scripted model (the built-in one tries a WebSocket first), no
 * retries, no analytics. It names no model: the binary's default is in its catalogue and causes no warning item.
 */
export function configToml({ modelUrl, capabilities, asShipped = false }: ConfigOptions): string {
  return [
    'model_provider = "scripted"',
    '',
    '[model_providers.scripted]',
    'name = "scripted"',
    `base_url = ${JSON.stringify(modelUrl)}`,
    'wire_api = "responses"',
    'request_max_retries = 0',
    'stream_max_retries = 0',
    '',
    ...(asShipped ? [] : quieted(new Set(capabilities))),
  ].join('\n');
}

function quieted(capabilities: ReadonlySet<string>): string[] {
  const features = QUIETED_FEATURES.filter((name) => capabilities.has(`feature.${name}`));
  return ['[analytics]', 'enabled = false', '', '[features]', ...features.map((name) => `${name} = false`), ''];
}

/**
 * True for a binary that requests the models of the public API unless OPENAI_BASE_URL is set: 0.89 to 0.97 have no
 * feature flag for it. Newer ones, with plugins, print a warning item for that variable.
 */
export function needsBaseUrl(capabilities: readonly string[]): boolean {
  return !capabilities.some((name) => /^(?:removed-)?feature\.(?:remote_models|plugins)$/.test(name));
}
