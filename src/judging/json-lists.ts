import type { JsonNode } from '../kernel/json-text.js';
import type { LineFault } from '../kernel/text-file.js';
import type { JsonMember } from './json-object.js';

/** The elements of a list, or null and a fault. */
export function itemsOf(member: JsonMember, faults: LineFault[]): JsonNode[] | null {
  if (member.value.kind === 'array') return member.value.items;
  faults.push({ line: member.line, message: `“${member.key}” must be a list` });
  return null;
}

/** A fault for every name that was there before; empty names have had their fault. */
export function refuseDoubles(
  items: readonly JsonNode[],
  names: readonly string[],
  what: string,
  faults: LineFault[],
): void {
  const seen = new Set<string>();
  names.forEach((name, index) => {
    if (name !== '' && seen.has(name))
      faults.push({ line: items[index]?.line ?? 1, message: `the ${what} ${name} is listed twice` });
    seen.add(name);
  });
}
