import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTarball, type PackageFiles } from '../unit/codex/store/packages.ts';
import type { Sandbox } from './sandbox.ts';

/** A version in the registry. */
export interface ServedVersion {
  readonly files?: PackageFiles;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** `altered`: the checksum is wrong. `missing`: no archive. `halting`: stops after half of the archive. */
  readonly fault?: 'altered' | 'missing' | 'halting';
}

/** A registry on loopback with one package, `@openai/codex`. */
export interface Registry {
  readonly url: string;
  /** The number of requests for the archive of a version. */
  readonly downloads: (version: string) => number;
  /** Resolves when half of the first halting archive is sent. */
  readonly halted: Promise<void>;
  /** From now on sends whole archives; cuts off those that halt. */
  readonly resume: () => void;
  readonly close: () => Promise<void>;
}

/** The environment that points a command to a registry and a store of its own. */
export function environmentOf(sandbox: Sandbox, url: string) {
  return {
    XDG_CACHE_HOME: sandbox.folder('store'),
    npm_config_registry: url,
    npm_config_fetch_retries: '0',
    npm_config_cache: sandbox.folder('npm'),
  };
}

/** Starts a registry that serves these versions; the last one without a dash is `latest`. */
export async function startRegistry(served: Readonly<Record<string, ServedVersion>>): Promise<Registry> {
  const archives = await archivesOf(served);
  const counts = new Map<string, number>();
  const waiting = new Set<ServerResponse>();
  const { promise: halted, resolve: halt } = Promise.withResolvers<void>();
  let mayHalt = true;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    if (path === '/@openai/codex') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(served, archives, url())));
      return;
    }
    const version = /^\/archives\/(.+)\.tgz$/.exec(path)?.[1] ?? '';
    const archive = archives.get(version);
    counts.set(version, (counts.get(version) ?? 0) + 1);
    if (archive === undefined || served[version]?.fault === 'missing') {
      response.writeHead(404).end();
      return;
    }
    if (served[version]?.fault !== 'halting' || !mayHalt) {
      response.end(archive);
      return;
    }
    waiting.add(response);
    response.setHeader('content-length', archive.length);
    response.write(archive.subarray(0, archive.length >> 1), () => halt());
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { promise: listening, resolve: listen } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listen);
  await listening;
  return {
    url: url(),
    downloads: (version) => counts.get(version) ?? 0,
    halted,
    resume: () => {
      mayHalt = false;
      for (const response of waiting) response.destroy();
    },
    close: async () => {
      const { promise: closed, resolve: close } = Promise.withResolvers<void>();
      server.close(() => close());
      server.closeAllConnections();
      await closed;
    },
  };
}

async function archivesOf(served: Readonly<Record<string, ServedVersion>>): Promise<Map<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const archives = new Map<string, Buffer>();
  try {
    for (const [version, { files = {} }] of Object.entries(served)) {
      const path = join(folder, 'package.tgz');
      const manifest = JSON.stringify({ name: '@openai/codex', version });
      await writeTarball(path, { 'package.json': manifest, ...files });
      archives.set(version, readFileSync(path));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return archives;
}

function packument(
  served: Readonly<Record<string, ServedVersion>>,
  archives: ReadonlyMap<string, Buffer>,
  url: string,
): object {
  const versions = Object.entries(served).map(([version, { optionalDependencies, fault }]) => {
    const promised = fault === 'altered' ? 'another archive' : archives.get(version)!;
    const integrity = `sha512-${createHash('sha512').update(promised).digest('base64')}`;
    const dist = { tarball: `${url}/archives/${version}.tgz`, integrity };
    return [version, { name: '@openai/codex', version, optionalDependencies, dist }] as const;
  });
  const latest = Object.keys(served).findLast((version) => !version.includes('-'));
  const time = Object.fromEntries(versions.map(([version]) => [version, '2026-02-05T00:00:00.000Z']));
  return { name: '@openai/codex', 'dist-tags': { latest }, versions: Object.fromEntries(versions), time };
}
