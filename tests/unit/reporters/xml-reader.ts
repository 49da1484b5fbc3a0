/** An element as a strict reader sees it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (ReadElement | string)[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DISALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const TAG = /^<(\/?)([a-z][\w-]*)((?: [a-z][\w-]*="[^"<]*")*)(\/?)>/;

/** Reads the part of XML 1.0 that reports are written in, and throws where a document is not well-formed. */
export function readXml(text: string): ReadElement {
  const disallowed = DISALLOWED.exec(text);
  if (disallowed !== null) throw new Error(`character not allowed at ${disallowed.index}`);
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error('no declaration');
  const stack: { name: string; attributes: Record<string, string>; children: (ReadElement | string)[] }[] = [
    { name: '', attributes: {}, children: [] },
  ];
  let rest = text.slice(declaration.length);
  while (rest !== '') {
    const top = stack.at(-1)!;
    if (!rest.startsWith('<')) {
      const raw = /^[^<]+/.exec(rest)![0];
      rest = rest.slice(raw.length);
      if (raw.includes(']]>')) throw new Error(']]> in text');
      top.children.push(decode(raw));
      continue;
    }
    const tag = TAG.exec(rest);
    if (tag === null) throw new Error(`no tag at: ${rest.slice(0, 60)}`);
    rest = rest.slice(tag[0].length);
    const [, close, name = '', attributes = '', selfClosing] = tag;
    if (close === '/') {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      stack.pop();
      continue;
    }
    const element = { name, attributes: readAttributes(attributes), children: [] };
    top.children.push(element);
    if (selfClosing !== '/') stack.push(element);
  }
  const roots = stack[0]!.children.filter((child) => typeof child !== 'string');
  if (stack.length !== 1 || roots.length !== 1) throw new Error('not one closed root element');
  return roots[0]!;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]);
  const attributes = Object.fromEntries(pairs) as Record<string, string>;
  if (Object.keys(attributes).length !== pairs.length) throw new Error(`attribute twice in:${text}`);
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&(#\d+|\w*)(;?)/g, (whole, name: string, end: string) => {
    const character = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name];
    if (character === undefined || end !== ';') throw new Error(`no entity: ${whole}`);
    return character;
  });
}
