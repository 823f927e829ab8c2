/**
 * Content-Disposition with a name in any script (RFC 6266): plain signs for old readers, the exact name after `filename*`
 * (RFC 8187). Quotes, line breaks and path signs never reach the header as such.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^\x20-\x7e]|["\\/%;]/g, '_');
  // What encodeURIComponent leaves standing but RFC 8187 does not: ! ' ( ) *
  const exact = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/**
 * The one range a reader asks for, inclusive and cut to the file. Null: send all of it (none asked, several asked, or not
 * understood, as RFC 9110 §14.2 allows); 'outside': it begins behind the end.
 */
export function readRange(header: string | undefined, size: number): { start: number; end: number } | 'outside' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start >= size ? 'outside' : { start, end };
}
