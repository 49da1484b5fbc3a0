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

/** What a command came to. Its output is {@link Sandbox.plain}. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was started. */
export interface Running extends Promise<{
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}> {
  readonly pid?: number | undefined;
  readonly stdout: Readable;
}

/** How a command is started. */
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The Node.js that runs it. @default the one that runs the tests */
  readonly node?: string;
}

/** Milliseconds. A command that takes longer is killed, so that a failed test leaves nothing behind. */
const LIMIT_MS = 110_000;

const CODEX = pinnedCodex().path.replace(SUITE_ROOT, '<SUITE_ROOT>');

const PROGRAM = join(SUITE_ROOT, 'bin', 'codex-conformance.js');

/** Folders that one use of the command line has to itself: HOME, TMPDIR, a folder for results, and any other files. */
export class Sandbox {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'command-line-')));
  readonly home = this.folder('home');
  readonly tmp = this.folder('tmp');
  readonly out = join(this.root, 'out');
  /** What ended, in order, for whoever has to find out why a test failed. */
  readonly ended: Ended[] = [];
  readonly #cache: string;

  /** @param cache folder for what commands learn of a binary, to share between sandboxes */
  constructor(cache: string) {
    this.#cache = cache;
  }

  /** Makes a folder. */
  folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Writes a file and makes the folders above it. */
  file(name: string, text: string): string {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Writes a shell script that can be started. */
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

  /** The same for one that was started. */
  async end(running: Running): Promise<Ended> {
    const { exitCode, stdout, stderr } = await running;
    const ended = { exitCode, stdout: this.plain(stdout), stderr: this.plain(stderr) };
    this.ended.push(ended);
    const left = [...processesNaming(this.root), ...readdirSync(this.tmp)];
    if (left.length > 0) throw new Error(`The command left behind: ${left.join(', ')}`);
    return ended;
  }

  /** A text without what differs between two runs that came to the same. */
  plain(text: string): string {
    return text
      .replaceAll(this.root, '<SANDBOX>')
      .replaceAll(SUITE_ROOT, '<SUITE_ROOT>')
      .replaceAll(CODEX, '<CODEX>')
      .replace(/\bsha256 [0-9a-f]+/g, 'sha256 <SHA256>')
      .replace(/\bREF-[A-Z2-9]{12}\b/g, '<REFERENCE_CODE>')
      .replace(/\b\d+\.\d s\b/g, '<TIME>');
  }

  /** A result file, plain and parsed. */
  result(name: string): Record<string, unknown> {
    return JSON.parse(this.plain(this.text(join('out', name)))) as Record<string, unknown>;
  }

  /** Names of all files that were written as results, sorted. */
  written(): string[] {
    return this.filesIn('out').map((path) => path.slice(this.out.length + 1));
  }

  /** Paths of all files below a folder, sorted. */
  filesIn(folder: string): string[] {
    return readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  }

  /** Those of the written files that hold one of these texts. */
  writtenWith(texts: readonly string[]): string[] {
    return this.written().filter((name) => texts.some((text) => this.text(join('out', name)).includes(text)));
  }

  /** A file as it is. */
  text(name: string): string {
    return readFileSync(join(this.root, name), 'utf8');
  }

  remove(): void {
    removeTree(this.root);
  }
}
