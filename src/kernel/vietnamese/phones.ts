/**
 * Reads a telephone number as people type it: "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678".
 * The answer is E.164 ("+84912345678"); null when it is not a number of 10 or 11 digits after 0, nor one with a country code.
 */
export function parsePhone(typed: string): string | null {
  const digits = typed.replace(/[\s.()\-–]/g, '');
  const national = /^(?:0|\+?84)(\d{9,10})$/.exec(digits);
  if (national) return `+84${national[1]}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}

/** A stored number as it is read aloud: "+84912345678" is "0912 345 678", "+842133876501" is "0213 3876 501"; foreign ones stay. */
export function formatPhone(e164: string): string {
  const national = /^\+84(\d{9,10})$/.exec(e164)?.[1];
  if (national === undefined) return e164;
  const [area, rest] = [`0${national.slice(0, 3)}`, national.slice(3)];
  const middle = rest.length === 6 ? 3 : 4;
  return `${area} ${rest.slice(0, middle)} ${rest.slice(middle)}`;
}
