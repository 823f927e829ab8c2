import { TableFault } from './table.js';

/** What a walk through XML meets, in order. Names come without their prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: string, isEmpty: boolean): void;
  close?(name: string): void;
  text?(text: string): void;
}

// No tag of a spreadsheet comes near this; longer ones are made to be slow.
const LONGEST_TAG = 32 * 1024;

/**
 * Walks through the XML of a spreadsheet part. Only what such parts need: tags, text, CDATA; the five named entities and
 * numbers. A document type is refused, so there are no entities to define, to nest or to fetch (TRUST S43). Tags that do not
 * close one another are not noticed; whoever reads asks for the tags it knows. Linear in the length of the text.
 */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at);
    const end = open < 0 ? xml.length : open;
    if (end > at) visitor.text?.(plainText(xml.slice(at, end)));
    if (open < 0) return;
    if (xml.startsWith('<!--', open)) at = behind(xml, '-->', open);
    else if (xml.startsWith('<?', open)) at = behind(xml, '?>', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = behind(xml, ']]>', open);
      visitor.text?.(xml.slice(open + 9, at - 3));
    } else if (xml.startsWith('<!', open)) throw new TableFault('broken');
    else at = readTag(xml, open, visitor);
  }
}

function readTag(xml: string, open: number, visitor: XmlVisitor): number {
  const close = tagEnd(xml, open);
  const inner = xml.slice(open + 1, close);
  const isEmpty = inner.endsWith('/');
  const words = /^(\/?)(?:[^\s/:>]+:)?([^\s/:>]+)/.exec(inner);
  if (words === null) throw new TableFault('broken');
  const [whole, slash = '', name = ''] = words;
  if (slash === '/') visitor.close?.(name);
  else {
    visitor.open?.(name, inner.slice(whole.length), isEmpty);
    if (isEmpty) visitor.close?.(name);
  }
  return close + 1;
}

/** The ">" that ends a tag; one inside an attribute's quotes does not. */
function tagEnd(xml: string, open: number): number {
  let quote = '';
  for (let at = open; at < xml.length && at - open < LONGEST_TAG; at++) {
    const sign = xml[at] as string;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '>') return at;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  throw new TableFault('broken');
}

function behind(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new TableFault('broken');
  return at + mark.length;
}

/** An attribute's value by its name without prefix; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : plainText(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi, (whole, word: string) => {
    const known = ENTITIES[word.toLowerCase()];
    if (known !== undefined) return known;
    const point = word[1] === 'x' || word[1] === 'X' ? parseInt(word.slice(2), 16) : parseInt(word.slice(1), 10);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
