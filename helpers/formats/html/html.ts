import { makeVisible } from '../../util/text/visible.ts';

/** Markup. Only {@link html} creates it from text. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Part = Html | string | number | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup with parts in it: markup stays as it is, and text becomes text, also between the quotes of an attribute. Characters
 * that act on a reader are written visibly, as `\u202e`; line breaks stay.
 */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(markup.map((text, index) => text + (index < parts.length ? render(parts[index]!) : '')).join(''));
}

function render(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(render).join('');
  return makeVisible(String(part), '\n').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
