/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const TOKEN = /<\/([A-Za-z:_-]+)\s*>|<([A-Za-z:_-]+)((?:\s+[A-Za-z:_-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const WRITABLE = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/**
 * Reads XML 1.0 strictly, in the subset that feeds are written in (no comments, no document types).
 * @throws Error for what is not well-formed: tags, attributes, references, characters
 */
export function parseXml(source: string): XmlElement {
  if (!WRITABLE.test(source)) throw new Error('a character that XML does not allow');
  const declared = /^<\?xml version="1.0" encoding="utf-8"\?>\s*/.exec(source);
  const body = source.slice(declared?.[0].length ?? 0);
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(body);
    if (!token) throw new Error(`not well-formed at ${body.slice(at, at + 60)}`);
    const [, closed, name, attributes = '', empty, text] = token;
    const current = open.at(-1) as XmlElement;
    if (text !== undefined) current.text += plain(text);
    else if (closed !== undefined) {
      if (current.name !== closed) throw new Error(`</${closed}> closes <${current.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      current.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  const [root, ...others] = top.children;
  if (!root || others.length > 0 || open.length !== 1 || top.text.trim() !== '') throw new Error('no single root');
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([A-Za-z:_-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    plain(value),
  ]);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error('an attribute twice');
  return Object.fromEntries(pairs) as Record<string, string>;
}

function plain(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const value = code === undefined ? ENTITIES[name] : String.fromCodePoint(Number(code));
    if (value === undefined || !whole.endsWith(';')) throw new Error(`no reference: ${whole.slice(0, 20)}`);
    return value;
  });
}
