import type { LineFault } from './text-file.js';

/** JSON as written: every value with its line (from 1), numbers as their text so that 0.1 stays one tenth, all keys of an object even when doubled. */
export type JsonNode =
  | { kind: 'object'; line: number; members: { key: string; line: number; value: JsonNode }[] }
  | { kind: 'array'; line: number; items: JsonNode[] }
  | { kind: 'string'; line: number; value: string }
  | { kind: 'number'; line: number; text: string }
  | { kind: 'boolean'; line: number; value: boolean }
  | { kind: 'null'; line: number };

const MAX_DEPTH = 100; // deeper nesting is a mistake or an attack on the stack
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\r\n]*/y;
const WORD = /true|false|null/y;

class Unreadable extends Error {
  constructor(readonly fault: LineFault) {
    super(fault.message);
  }
}

/** Reads strict JSON (RFC 8259: no comments, no trailing commas), or tells the line at which it stops being JSON. */
export function readJson(text: string): { node: JsonNode } | { fault: LineFault } {
  const reader = new JsonReader(text);
  try {
    const node = reader.value(0);
    reader.end();
    return { node };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault };
    throw error;
  }
}

class JsonReader {
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  value(depth: number): JsonNode {
    this.space();
    if (depth > MAX_DEPTH) this.fail('nested too deeply');
    const line = this.line;
    const opening = this.text[this.at];
    if (opening === '{') return { kind: 'object', line, members: this.list('{', '}', () => this.member(depth)) };
    if (opening === '[') return { kind: 'array', line, items: this.list('[', ']', () => this.value(depth + 1)) };
    if (opening === '"') return { kind: 'string', line, value: this.string() };
    const number = this.take(NUMBER);
    if (number !== '') return { kind: 'number', line, text: number };
    const word = this.take(WORD);
    if (word === '')
      this.fail(
        this.at < this.text.length ? 'not JSON: a value is expected here' : 'not JSON: the file ends too early',
      );
    return word === 'null' ? { kind: 'null', line } : { kind: 'boolean', line, value: word === 'true' };
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail('not JSON: text behind the end');
  }

  private member(depth: number): { key: string; line: number; value: JsonNode } {
    this.space();
    const line = this.line;
    const key = this.string();
    this.space();
    this.expect(':');
    return { key, line, value: this.value(depth + 1) };
  }

  private list<T>(opening: string, closing: string, item: () => T): T[] {
    const items: T[] = [];
    this.expect(opening);
    this.space();
    if (this.text[this.at] === closing) {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(item());
      this.space();
      if (this.text[this.at] !== ',') break;
      this.at += 1;
    }
    this.expect(closing);
    return items;
  }

  private string(): string {
    const raw = this.take(STRING);
    if (raw === '') this.fail('not JSON: a text in double quotes is expected here');
    return JSON.parse(raw) as string;
  }

  private space(): void {
    for (const sign of this.take(SPACE)) if (sign === '\n') this.line += 1;
  }

  private expect(sign: string): void {
    if (this.text[this.at] !== sign) this.fail(`not JSON: “${sign}” is expected here`);
    this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(message: string): never {
    throw new Unreadable({ line: this.line, message });
  }
}
