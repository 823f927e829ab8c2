const box = (type, ...content) => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const words = (...values) => {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => buffer.writeUInt32BE(value, i * 4));
  return buffer;
};
const text = (letters) => Buffer.from(letters, 'latin1');

/** The beginning of an MP4 of `size` bytes in all, index first; whatever follows counts as pictures. */
export function filmHead(size) {
  const head = Buffer.concat([
    box('ftyp', text('isom'), words(0x200), text('isomiso2mp41')),
    box(
      'moov',
      box('mvhd', words(0, 0, 0, 1000, 8000), Buffer.alloc(80)),
      box('trak', box('mdia', box('hdlr', words(0, 0), text('vide'), Buffer.alloc(13)))),
    ),
  ]);
  return Buffer.concat([head, words(size - head.length), text('mdat')]);
}
