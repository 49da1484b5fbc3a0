import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The text of a file of the pages. */
export function asset(name: string): string {
  return readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8');
}

/**
 * The script of a page: modules of `assets/client`, without their imports and exports, in one function, so that the page
 * needs no other file.
 *
 * @param modules each after those that it imports from
 */
export function clientScript(modules: readonly string[]): string {
  const bodies = modules.map((name) =>
    asset(`client/${name}.js`)
      .replaceAll(/^import [^;]*;\n/gm, '')
      .replaceAll(/^export /gm, ''),
  );
  return `\n(() => {\n'use strict';\n${bodies.join('\n')}})();\n`;
}

/**
 * The element that lets nothing run or load in a page but its own style and script (Content Security Policy Level 3, by hash).
 *
 * @param style the very text between the tags
 * @param script the same; undefined where the page has none
 */
export function policy(style: string, script?: string): string {
  const scripts = script === undefined ? [] : [`script-src '${hashOf(script)}'`];
  const own = [`style-src '${hashOf(style)}'`, ...scripts].join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${own}; base-uri 'none'; form-action 'none'">`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
