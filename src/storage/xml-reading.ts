/** This is no XML that an office program writes. */
export class XmlFault extends Error {
  constructor(why: string) {
    super(`XML: ${why}`);
    this.name = 'XmlFault';
  }
}

const [LESS, GREATER, QUOTE, APOSTROPHE, SLASH, BANG, QUESTION] = [0x3c, 0x3e, 0x22, 0x27, 0x2f, 0x21, 0x3f];
const MAX_DEPTH = 2000;
const MAX_TAG_BYTES = 8 * 1024 * 1024;
const HEAD_BYTES = 16;

/**
 * Reads XML as it comes, holding one tag at most: are its elements closed in the order they were opened, is there one root and
 * no more, and no DOCTYPE, with which entities come that expand without end or fetch files (S43)? Nothing is expanded. Texts of
 * office documents are UTF-8, a few UTF-16; of the latter only the mark at the beginning is looked at.
 */
export class XmlReading {
  private readonly open: string[] = [];
  private tag: Buffer[] = [];
  private tagBytes = 0;
  /** The last two signs taken: what a comment of any length is told by. */
  private last = '';
  private inTag = false;
  /** The quote that must come before anything else counts, inside a tag. */
  private quote = 0;
  private roots = 0;
  private skips = false;
  private begun = false;

  /** The next piece. Throws XmlFault at the first thing that is wrong. */
  read(piece: Buffer): void {
    if (!this.begun && piece.length >= 2) {
      this.begun = true;
      const mark = piece.readUInt16BE(0);
      this.skips = mark === 0xfffe || mark === 0xfeff;
    }
    if (this.skips) return;
    for (let at = 0; at < piece.length;) at = this.inTag ? this.goThroughTag(piece, at) : this.goToTag(piece, at);
  }

  /** The end of the text. Throws XmlFault when something is still open, or nothing was there. */
  end(): void {
    if (this.skips) return;
    if (this.inTag || this.open.length > 0 || this.roots !== 1) throw new XmlFault('it ends too early');
  }

  private goToTag(piece: Buffer, from: number): number {
    const at = piece.indexOf(LESS, from);
    if (at < 0) return piece.length;
    this.inTag = true;
    this.quote = 0;
    this.tag = [];
    this.tagBytes = 0;
    this.last = '';
    return at + 1;
  }

  private goThroughTag(piece: Buffer, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const sign = piece[at] ?? 0;
      if (this.quote !== 0) {
        if (sign === this.quote) this.quote = 0;
      } else if ((sign === QUOTE || sign === APOSTROPHE) && !this.isSpecial(piece, from)) {
        this.quote = sign;
      } else if (sign === GREATER) {
        this.take(piece.subarray(from, at));
        // A comment or CDATA may hold the sign that ends a tag.
        if (!this.finish()) {
          this.take(Buffer.of(GREATER));
          return at + 1;
        }
        this.inTag = false;
        return at + 1;
      }
    }
    this.take(piece.subarray(from));
    return piece.length;
  }

  /** Comments, CDATA and instructions hold quotes that mean nothing. */
  private isSpecial(piece: Buffer, from: number): boolean {
    const first = this.tag[0]?.[0] ?? piece[from];
    return first === BANG || first === QUESTION;
  }

  private take(part: Buffer): void {
    if (part.length === 0) return;
    this.last = (this.last + part.toString('latin1', Math.max(0, part.length - 2))).slice(-2);
    this.tagBytes += part.length;
    // Of a comment only how it begins is kept: put together anew at each of its ">" it would take the square of its length.
    if (this.tagBytes > HEAD_BYTES && this.tagBytes - part.length >= HEAD_BYTES && this.isSpecial(part, 0)) return;
    // A copy: the piece's memory is used again for the next one.
    this.tag.push(Buffer.from(part));
    if (this.tagBytes > MAX_TAG_BYTES) throw new XmlFault('a tag has no end');
  }

  /** Is the tag complete? If so, it is counted. */
  private finish(): boolean {
    const tag = this.tag.length === 1 ? (this.tag[0] ?? Buffer.alloc(0)) : Buffer.concat(this.tag);
    this.tag = [tag];
    if (tag.length === 0) throw new XmlFault('an empty tag');
    if (tag[0] === QUESTION) return this.tagBytes > 1 && this.last.endsWith('?');
    if (tag[0] === BANG) return this.finishSpecial(tag);
    if (tag[0] === SLASH) {
      const name = tag.toString('latin1', 1).trimEnd();
      if (this.open.pop() !== name) throw new XmlFault(`</${name.slice(0, 40)}> closes nothing`);
      return true;
    }
    if (this.open.length === 0 && ++this.roots > 1) throw new XmlFault('two roots');
    if (tag[tag.length - 1] === SLASH) return true;
    if (this.open.length >= MAX_DEPTH) throw new XmlFault('too deep');
    this.open.push(nameOf(tag));
    return true;
  }

  private finishSpecial(tag: Buffer): boolean {
    const text = tag.toString('latin1', 0, 9);
    if (text.startsWith('!--')) return this.tagBytes >= 5 && this.last === '--';
    if (text.startsWith('![CDATA[')) return this.last === ']]';
    throw new XmlFault('it declares a document type');
  }
}

function nameOf(tag: Buffer): string {
  let end = 0;
  while (end < tag.length && (tag[end] ?? 0) > 0x20) end++;
  const name = tag.toString('latin1', 0, end);
  if (!/^[A-Za-z_\x80-\xff]/.test(name)) throw new XmlFault('a tag without a name');
  return name;
}
