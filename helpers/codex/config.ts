/** What the configuration of a world depends on. */
export interface ConfigOptions {
  /** The scripted model's base URL, ending in `/v1`. */
  readonly modelUrl: string;
  readonly capabilities: readonly string[];
  /** Leave features and analytics as they ship. @default false */
  readonly loud?: boolean | undefined;
}

/**
 * Features that make codex reach for the internet, or wait for it without end. A binary is told to leave one off only
 * if it names it: unknown names are an error to some versions and a warning in the event stream to others.
 */
const QUIETED_FEATURES = ['apps', 'plugins', 'remote_models', 'unbounded_connection_retries'];

/**
 * The `config.toml` of a scripted world: the scripted model as a provider of its own (the built-in one tries a
 * WebSocket first), no retries, no analytics. The model is left to the binary, as programs do: its own default is
 * in its catalogue and gives no warning item.
 */
export function configToml({ modelUrl, capabilities, loud = false }: ConfigOptions): string {
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
    ...(loud ? [] : quieted(new Set(capabilities))),
  ].join('\n');
}

function quieted(capabilities: ReadonlySet<string>): string[] {
  const features = QUIETED_FEATURES.filter((name) => capabilities.has(`feature.${name}`));
  return ['[analytics]', 'enabled = false', '', '[features]', ...features.map((name) => `${name} = false`), ''];
}

/**
 * True where only OPENAI_BASE_URL keeps the binary from asking the public API for its models: 0.89 to 0.97 do so and
 * have no feature to switch it off. Newer ones, which know plugins, answer that variable with a warning item.
 */
export function needsBaseUrl(capabilities: readonly string[]): boolean {
  return !capabilities.some((name) => /^(?:removed-)?feature\.(?:remote_models|plugins)$/.test(name));
}
