import type { Recording } from '../recording/recording.ts';
import { parseJsonObject, type JsonObject } from '../util/json-object.ts';

/** A message that an MCP server of the suite received. */
export interface McpMessage {
  /** The server, by the name in the configuration. */
  readonly server: string;
  /** Line of its log, from 1. */
  readonly line: number;
  readonly message: JsonObject;
  /** The log, relative to its place. */
  readonly log: string;
}

/** The MCP servers that keep a log, by name. */
export function loggingServers({ files }: Pick<Recording, 'files'>): string[] {
  return files.flatMap(({ path, text }) => (text === undefined ? [] : (serverOf(path) ?? [])));
}

/** The messages that MCP servers received, from their own logs `mcp/NAME.jsonl`. Empty where no server keeps one. */
export function mcpMessages({ files }: Pick<Recording, 'files'>): McpMessage[] {
  return files.flatMap(({ path: log, text = '' }) => {
    const server = serverOf(log);
    if (server === undefined) return [];
    return text.split('\n').flatMap((line, index): McpMessage[] => {
      const message = parseJsonObject(line);
      return message === null ? [] : [{ server, line: index + 1, message, log }];
    });
  });
}

function serverOf(path: string): string | undefined {
  return /(?:^|\/)mcp\/(?<name>[\w-]+)\.jsonl$/.exec(path)?.groups?.['name'];
}
