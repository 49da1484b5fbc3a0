import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { removeTree } from '../../helpers/codex/run-folder.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { processesNaming } from './processes-naming.ts';
import { pinnedCodex } from './wrapper.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** The result of a command. Its output is {@link Sandbox.plain}. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running command. */
export interface Running extends Promise<{
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}> {
  readonly pid?: number | undefined;
  readonly stdout: Readable;
}

/** Options of {@link Sandbox.start}. */
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The Node.js to use. @default the one of the tests */
  readonly node?: string;
}

/** Milliseconds. A longer command is killed, so that a failed test leaves no process. */
const LIMIT_MS = 110_000;

const CODEX = pinnedCodex().path.replace(SUITE_ROOT, '<SUITE_ROOT>');

/** So that another pin changes no expectation. */
export const PINNED_VERSION = packageJson.devDependencies['@openai/codex'];

const PROGRAM = join(SUITE_ROOT, 'bin', 'codex-conformance.js');

/** HOME, TMPDIR, an output folder and other files for one test of the command line. */
export class Sandbox {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'command-line-')));
  readonly home = this.folder('home');
  readonly tmp = this.folder('tmp');
  readonly out = join(this.root, 'out');
  /** The results of all commands, to print if the test fails. */
  readonly ended: Ended[] = [];
  readonly #cache: string;

  /** @param cache the cache of capabilities, shared by sandboxes */
  constructor(cache: string) {
    this.#cache = cache;
  }

  folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Writes a file and its parent folders. */
  file(name: string, text: string): string {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Writes an executable shell script. */
  script(name: string, body: string): string {
    const path = this.file(name, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** Starts `codex-conformance` with an environment of its own. */
  start(args: readonly string[], { env = {}, node = process.execPath }: StartOptions = {}): Running {
    const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
    return execa(node, [PROGRAM, ...args], {
      cwd: this.root,
      reject: false,
      stdin: 'ignore',
      extendEnv: false,
      env: { PATH: path, HOME: this.home, TMPDIR: this.tmp, XDG_CACHE_HOME: this.#cache, ...env },
      timeout: LIMIT_MS,
      killDescendants: true,
    });
  }

  /** Runs `codex-conformance` to its end. Throws if it leaves a process or a temporary file behind. */
  async run(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
    return await this.end(this.start(args, options));
  }

  /** Awaits a started command. Throws if it leaves a process or a temporary file behind. */
  async end(running: Running): Promise<Ended> {
    const { exitCode, stdout, stderr } = await running;
    const ended = { exitCode, stdout: this.plain(stdout), stderr: this.plain(stderr) };
    this.ended.push(ended);
    const left = [...processesNaming(this.root), ...readdirSync(this.tmp)];
    if (left.length > 0) throw new Error(`The command left behind: ${left.join(', ')}`);
    return ended;
  }

  /** A text without paths, hashes, codes and times. */
  plain(text: string): string {
    return text
      .replaceAll(this.root, '<SANDBOX>')
      .replaceAll(SUITE_ROOT, '<SUITE_ROOT>')
      .replaceAll(CODEX, '<CODEX>')
      .replaceAll(PINNED_VERSION, '<PINNED>')
      .replace(/\bsha256 [0-9a-f]+/g, 'sha256 <SHA256>')
      .replace(/\bREF-[A-Z2-9]{12}\b/g, '<REFERENCE_CODE>')
      .replace(/\b\d+\.\d s\b/g, '<TIME>');
  }

  /** A parsed result file. */
  result(name: string): Record<string, unknown> {
    return JSON.parse(this.plain(this.text(join('out', name)))) as Record<string, unknown>;
  }

  /** The names of all result files, sorted. */
  written(): string[] {
    return this.filesIn('out').map((path) => path.slice(this.out.length + 1));
  }

  /** The paths of all files below a folder, sorted. */
  filesIn(folder: string): string[] {
    return readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  }

  /** The result files that contain one of these texts. */
  writtenWith(texts: readonly string[]): string[] {
    return this.written().filter((name) => texts.some((text) => this.text(join('out', name)).includes(text)));
  }

  text(name: string): string {
    return readFileSync(join(this.root, name), 'utf8');
  }

  remove(): void {
    removeTree(this.root);
  }
}
