import type { JsonNode } from '../kernel/json-text.js';
import { type Rational, parseRational } from '../kernel/rational.js';
import type { LineFault } from '../kernel/text-file.js';

/** One key of a JSON object with its value; `line` is the key's. */
export interface JsonMember {
  key: string;
  line: number;
  value: JsonNode;
}

/**
 * Reads one object of rules.json key by key and puts every fault into `faults`: no object at all, unknown and doubled keys
 * at once, missing and wrong ones when asked for. A wrong or missing key reads as null, and so does any key of no object.
 */
export class JsonObjectReader<Key extends string> {
  private readonly members = new Map<string, JsonMember>();
  private readonly isObject: boolean;

  constructor(
    private readonly node: JsonNode,
    private readonly what: string,
    keys: readonly Key[],
    private readonly faults: LineFault[],
    keyNoun = 'key',
  ) {
    this.isObject = node.kind === 'object';
    if (node.kind !== 'object') {
      this.fault(node.line, `${what} must be an object in braces`);
      return;
    }
    for (const member of node.members) {
      if (!keys.some((key) => key === member.key))
        this.fault(member.line, `${what}: unknown ${keyNoun} “${member.key}”`);
      else if (this.members.has(member.key)) this.fault(member.line, `${what}: “${member.key}” is written twice`);
      else this.members.set(member.key, member);
    }
  }

  /** The line of a key, or of the object when the key is missing. */
  lineOf(key: Key): number {
    return this.members.get(key)?.line ?? this.node.line;
  }

  missing(key: Key): void {
    if (this.isObject && !this.members.has(key)) this.fault(this.node.line, `${this.what}: “${key}” is missing`);
  }

  optional<T>(key: Key, read: (member: JsonMember) => T): T | null {
    const member = this.members.get(key);
    return member === undefined ? null : read(member);
  }

  required<T>(key: Key, read: (member: JsonMember) => T): T | null {
    this.missing(key);
    return this.optional(key, read);
  }

  /** A required text, not empty and without spaces around it. */
  text(key: Key): string | null {
    return this.required(key, ({ value, line }) => {
      if (value.kind === 'string' && value.value !== '' && value.value === value.value.trim()) return value.value;
      return this.fault(line, `“${key}” must be a text, not empty, without spaces around it`);
    });
  }

  /** One of `choices`; null when the key is missing. */
  choice<T extends string>(key: Key, choices: readonly T[]): T | null {
    return this.optional(key, ({ value, line }) => {
      const chosen = value.kind === 'string' ? choices.find((choice) => choice === value.value) : undefined;
      return chosen ?? this.fault(line, `“${key}” must be one of ${choices.map((each) => `"${each}"`).join(', ')}`);
    });
  }

  /** true or false; null when the key is missing. */
  flag(key: Key): boolean | null {
    return this.optional(key, ({ value, line }) =>
      value.kind === 'boolean' ? value.value : this.fault(line, `“${key}” must be true or false`),
    );
  }

  /** An exact number that `accepts` takes; `wanted` says in words which it takes. */
  number(
    key: Key,
    accepts: (value: Rational) => boolean,
    wanted: string,
    need: 'required' | 'optional',
  ): Rational | null {
    if (need === 'required') this.missing(key);
    return this.optional(key, ({ value, line }) => {
      const number = value.kind === 'number' ? parseRational(value.text) : null;
      return number !== null && accepts(number) ? number : this.fault(line, `“${key}” must be ${wanted}`);
    });
  }

  private fault(line: number, message: string): null {
    this.faults.push({ line, message });
    return null;
  }
}
