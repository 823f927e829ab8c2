/**
 * A layout with letters and their marks in one sign, everywhere in it: marks that stand apart print well in a PDF and are copied out one
 * letter too late. What is neither text, list nor plain object stays as it is.
 */
export function composed<Value>(value: Value): Value {
  if (typeof value === 'string') return value.normalize('NFC') as Value;
  if (Array.isArray(value)) return value.map(composed) as Value;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, composed(one as unknown)])) as Value;
}
