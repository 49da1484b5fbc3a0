import type { HelpTexts } from '../../../helpers/codex/capabilities.ts';

/** What codex 0.61.0 prints, in excerpts. */
export const HELP_0_61: HelpTexts = {
  help: `Usage: codex [OPTIONS] [PROMPT]

Commands:
  exec        Run Codex non-interactively [aliases: e]
  mcp-server  [experimental] Run the Codex MCP server (stdio transport)
  app-server  [experimental] Run the app server or related tooling
  apply       Apply the latest diff produced by Codex agent as a \`git apply\` to your local working
              tree [aliases: a]
  resume      Resume a previous interactive session (picker by default; use --last to continue the
              most recent)
  cloud       [EXPERIMENTAL] Browse tasks from Codex Cloud and apply changes locally
  features    Inspect feature flags
  help        Print this message or the help of the given subcommand(s)
`,
  execHelp: `Usage: codex exec [OPTIONS] [PROMPT] [COMMAND]

Commands:
  resume  Resume a previous session by id or pick the most recent with --last
  help    Print this message or the help of the given subcommand(s)

Options:
  -c, --config <key=value>
          Override a configuration value that would otherwise be loaded from \`~/.codex/config.toml\`.
          Use a dotted path (\`foo.bar.baz\`) to override nested values. The \`value\` portion is parsed
          as TOML. If it fails to parse as TOML, the raw string is used as a literal.

          Examples: - \`-c model="o3"\` - \`-c 'sandbox_permissions=["disk-full-read-access"]'\` - \`-c
          shell_environment_policy.inherit=all\`

  -s, --sandbox <SANDBOX_MODE>
          Select the sandbox policy to use when executing model-generated shell commands

          [possible values: read-only, workspace-write, danger-full-access]

      --skip-git-repo-check
          Allow running Codex outside a Git repository

      --output-schema <FILE>
          Path to a JSON Schema file describing the model's final response shape

      --json
          Print events to stdout as JSONL

  -o, --output-last-message <FILE>
          Specifies file where the last message from the agent should be written
`,
  resumeHelp: `Usage: codex exec resume [OPTIONS] [SESSION_ID] [PROMPT]

Options:
      --last
          Resume the most recent recorded session (newest) without specifying an id
`,
  appServerHelp: `Usage: codex app-server [OPTIONS] [COMMAND]

Commands:
  generate-ts           [experimental] Generate TypeScript bindings for the app server protocol
  generate-json-schema  [experimental] Generate JSON Schema for the app server protocol
  help                  Print this message or the help of the given subcommand(s)

Options:
`,
  features: `undo	stable	true
view_image_tool	stable	true
unified_exec	experimental	false
apply_patch_freeform	beta	false
web_search_request	stable	false
exec_policy	experimental	true
shell_tool	stable	true
`,
};

/** What codex 0.98.0 prints, in excerpts. */
export const HELP_0_98: HelpTexts = {
  help: `Usage: codex [OPTIONS] [PROMPT]

Commands:
  exec        Run Codex non-interactively [aliases: e]
  review      Run a code review non-interactively
  mcp-server  [experimental] Run the Codex MCP server (stdio transport)
  app-server  [experimental] Run the app server or related tooling
  apply       Apply the latest diff produced by Codex agent as a \`git apply\` to your local working
              tree [aliases: a]
  resume      Resume a previous interactive session (picker by default; use --last to continue the
              most recent)
  fork        Fork a previous interactive session (picker by default; use --last to fork the most
              recent)
  cloud       [EXPERIMENTAL] Browse tasks from Codex Cloud and apply changes locally
  features    Inspect feature flags
  help        Print this message or the help of the given subcommand(s)
`,
  execHelp: `Usage: codex exec [OPTIONS] [PROMPT] [COMMAND]

Commands:
  resume  Resume a previous session by id or pick the most recent with --last
  review  Run a code review against the current repository
  help    Print this message or the help of the given subcommand(s)

Options:
  -c, --config <key=value>
          Override a configuration value that would otherwise be loaded from \`~/.codex/config.toml\`.
          Use a dotted path (\`foo.bar.baz\`) to override nested values. The \`value\` portion is parsed
          as TOML. If it fails to parse as TOML, the raw string is used as a literal.

          Examples: - \`-c model="o3"\` - \`-c 'sandbox_permissions=["disk-full-read-access"]'\` - \`-c
          shell_environment_policy.inherit=all\`

  -s, --sandbox <SANDBOX_MODE>
          Select the sandbox policy to use when executing model-generated shell commands

          [possible values: read-only, workspace-write, danger-full-access]

      --skip-git-repo-check
          Allow running Codex outside a Git repository

      --output-schema <FILE>
          Path to a JSON Schema file describing the model's final response shape

      --json
          Print events to stdout as JSONL

  -o, --output-last-message <FILE>
          Specifies file where the last message from the agent should be written
`,
  resumeHelp: `Usage: codex exec resume [OPTIONS] [SESSION_ID] [PROMPT]

Options:
      --last
          Resume the most recent recorded session (newest) without specifying an id

      --skip-git-repo-check
          Allow running Codex outside a Git repository

      --json
          Print events to stdout as JSONL
`,
  appServerHelp: `Usage: codex app-server [OPTIONS] [COMMAND]

Commands:
  generate-ts           [experimental] Generate TypeScript bindings for the app server protocol
  generate-json-schema  [experimental] Generate JSON Schema for the app server protocol
  help                  Print this message or the help of the given subcommand(s)

Options:
      --analytics-default-enabled
          Controls whether analytics are enabled by default.

          Analytics are disabled by default for app-server. Users have to explicitly opt in via the
          \`analytics\` section in the config.toml file.

          However, for first-party use cases like the VSCode IDE extension, we default analytics to
          be enabled by default by setting this flag. Users can still opt out by setting this in
          their config.toml:

          \`\`\`toml [analytics] enabled = false \`\`\`

          See https://developers.openai.com/codex/config-advanced/#metrics for more details.
`,
  features: `undo                             stable             false
shell_tool                       stable             true
unified_exec                     stable             true
web_search_request               deprecated         false
runtime_metrics                  under development  false
apply_patch_freeform             under development  false
exec_policy                      under development  true
remote_models                    under development  true
apps                             experimental       false
steer                            stable             true
`,
};

/** What codex 0.169.0 prints, in excerpts. */
export const HELP_0_169: HelpTexts = {
  help: `Usage: codex [OPTIONS] [PROMPT]

Commands:
  agents            Open the agent command center to browse and switch sessions
  exec              Run Codex non-interactively [aliases: e]
  review            Run a code review non-interactively
  app-server        [experimental] Run the app server or related tooling
  apply             Apply the latest diff produced by Codex agent as a \`git apply\` to your local
                    working tree [aliases: a]
  resume            Resume a previous interactive session (picker by default; use --last to continue
                    the most recent)
  fork              Fork a previous interactive session (picker by default; use --last to fork the
                    most recent)
  cloud             [EXPERIMENTAL] Browse tasks from Codex Cloud and apply changes locally
  exec-server       [EXPERIMENTAL] Run the standalone exec-server service
  features          Inspect feature flags
  help              Print this message or the help of the given subcommand(s)
`,
  execHelp: `Usage: codex exec [OPTIONS] [PROMPT]

Commands:
  resume  Resume a previous session by id or pick the most recent with --last
  fork    Fork a previous session by id into a new session
  review  Run a code review against the current repository
  help    Print this message or the help of the given subcommand(s)

Options:
  -c, --config <key=value>
          Override a configuration value that would otherwise be loaded from \`~/.codex/config.toml\`.
          Use a dotted path (\`foo.bar.baz\`) to override nested values. The \`value\` portion is parsed
          as TOML. If it fails to parse as TOML, the raw string is used as a literal.

          Examples: - \`-c model="o3"\` - \`-c 'sandbox_permissions=["disk-full-read-access"]'\` - \`-c
          shell_environment_policy.inherit=all\`

  -s, --sandbox <SANDBOX_MODE>
          Select the sandbox policy to use when executing model-generated shell commands

          [possible values: read-only, workspace-write, danger-full-access]

      --skip-git-repo-check
          Allow running Codex outside a Git repository

      --ephemeral
          Run without persisting session files to disk

      --output-schema <FILE>
          Path to a JSON Schema file describing the model's final response shape

      --json
          Print events to stdout as JSONL

  -o, --output-last-message <FILE>
          Specifies file where the last message from the agent should be written
`,
  resumeHelp: `Usage: codex exec resume [OPTIONS] [SESSION_ID] [PROMPT]

Options:
      --last
          Resume the most recent recorded session (newest) without specifying an id

      --skip-git-repo-check
          Allow running Codex outside a Git repository

      --ephemeral
          Run without persisting session files to disk

      --output-schema <FILE>
          Path to a JSON Schema file describing the model's final response shape

      --json
          Print events to stdout as JSONL

  -o, --output-last-message <FILE>
          Specifies file where the last message from the agent should be written
`,
  appServerHelp: `Usage: codex app-server [OPTIONS] [COMMAND]

Commands:
  generate-ts           [experimental] Generate TypeScript bindings for the app server protocol
  generate-json-schema  [experimental] Generate JSON Schema for the app server protocol
  help                  Print this message or the help of the given subcommand(s)

Options:
      --listen <URL>
          Transport endpoint URL. Supported values: \`stdio://\` (default), \`unix://\`, \`unix://PATH\`,
          \`ws://IP:PORT\`, \`off\`

          [default: stdio://]

      --analytics-default-enabled
          Controls whether analytics are enabled by default.

          Analytics are disabled by default for app-server. Users have to explicitly opt in via the
          \`analytics\` section in the config.toml file.

          However, for first-party use cases like the VSCode IDE extension, we default analytics to
          be enabled by default by setting this flag. Users can still opt out by setting this in
          their config.toml:

          \`\`\`toml [analytics] enabled = false \`\`\`

          See https://developers.openai.com/codex/config-advanced/#metrics for more details.
`,
  features: `apply_patch_freeform                     removed            false
apps                                     stable             true
guardianv2.thread_context                removed            false
multi_agent                              deprecated         true
plugins                                  stable             true
prevent_idle_sleep                       experimental       false
remote_models                            removed            false
runtime_metrics                          under development  false
shell_tool                               stable             true
steer                                    removed            true
unbounded_connection_retries             stable             true
undo                                     removed            false
unified_exec                             stable             true
web_search_request                       deprecated         false
`,
};
