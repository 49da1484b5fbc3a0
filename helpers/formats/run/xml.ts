import { makeVisible } from '../../util/text/visible.ts';

/** One XML element: attributes in the order given, undefined ones left out; children are elements or text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/**
 * The text of an XML 1.0 document. Characters that the standard does not allow (section 2.2), and those that could deceive
 * a reader, are written visibly, as `\u001b`.
 */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}\n`;
}

function render(element: XmlElement, indent: string): string {
  const attributes = Object.entries(element.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(String(value), /[&<>"'\n\t]/g)}"`)
    .join('');
  const open = `${indent}<${element.name}${attributes}`;
  if (element.children.length === 0) return `${open}/>`;
  // Space beside text would become part of it.
  if (element.children.some((child) => typeof child === 'string')) {
    const inner = element.children.map((child) =>
      typeof child === 'string' ? escape(child, /[&<>]/g) : render(child, ''),
    );
    return `${open}>${inner.join('')}</${element.name}>`;
  }
  const inner = element.children.map((child) => render(child as XmlElement, `${indent}  `));
  return `${open}>\n${inner.join('\n')}\n${indent}</${element.name}>`;
}

function escape(text: string, special: RegExp): string {
  return makeVisible(text, '\n\t').replace(special, (character) => ENTITIES[character] ?? '');
}
