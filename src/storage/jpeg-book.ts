/** A JPEG in RGB or in greys, by its channels, and its size in pixels. */
export interface JpegPicture {
  data: Buffer;
  width: number;
  height: number;
  channels: number;
}

const A4 = { short: 595.28, long: 841.89 };
const MARGIN = 14; // points, some 5 mm: what a printer leaves white

/**
 * A PDF of A4 pages, upright or across as each picture is, each picture as large as the margin allows and in the middle. The pictures go in as they are
 * (ISO 32000-1, 7.4.8), so a page is a few hundred bytes around its picture. The same pictures make the same file: it names no date and no maker.
 */
export function bindJpegs(pictures: readonly JpegPicture[], title: string): Buffer {
  const pieces: Buffer[] = [];
  const places: number[] = [];
  let length = 0;
  const put = (...parts: (string | Buffer)[]): void => {
    for (const part of parts) {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
      pieces.push(bytes);
      length += bytes.length;
    }
  };
  const object = (number: number, ...parts: (string | Buffer)[]): void => {
    places[number] = length;
    put(`${number} 0 obj\n`, ...parts, '\nendobj\n');
  };
  const stream = (fields: string, bytes: string | Buffer): (string | Buffer)[] => [
    `<< ${fields} /Length ${bytes.length} >>\nstream\n`,
    bytes,
    '\nendstream',
  ];
  // The comment of four high bytes says that the file is no text.
  put('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n');
  const [catalog, pages, about, first] = [1, 2, 3, 4];
  object(catalog, `<< /Type /Catalog /Pages ${pages} 0 R >>`);
  const kids = pictures.map((_, index) => `${first + index * 3} 0 R`).join(' ');
  object(pages, `<< /Type /Pages /Count ${pictures.length} /Kids [${kids}] >>`);
  object(about, `<< /Title <FEFF${Buffer.from(title, 'utf16le').swap16().toString('hex')}> >>`);
  for (const [index, { data, width, height, channels }] of pictures.entries()) {
    const page = first + index * 3;
    const [across, upright] = width > height ? [A4.long, A4.short] : [A4.short, A4.long];
    const scale = Math.min((across - 2 * MARGIN) / width, (upright - 2 * MARGIN) / height);
    const placed = [width * scale, 0, 0, height * scale, (across - width * scale) / 2, (upright - height * scale) / 2];
    const resources = `<< /XObject << /P ${page + 2} 0 R >> >>`;
    const colours = channels === 1 ? '/DeviceGray' : '/DeviceRGB';
    const picture = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${colours} /BitsPerComponent 8 /Filter /DCTDecode`;
    object(
      page,
      `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 ${across} ${upright}] /Resources ${resources} /Contents ${page + 1} 0 R >>`,
    );
    object(page + 1, ...stream('', `q ${placed.map((one) => one.toFixed(3)).join(' ')} cm /P Do Q`));
    object(page + 2, ...stream(picture, data));
  }
  const tableAt = length;
  const lines = places.slice(1).map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
  put(`xref\n0 ${places.length}\n0000000000 65535 f \n`, ...lines);
  put(`trailer\n<< /Size ${places.length} /Root ${catalog} 0 R /Info ${about} 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`);
  return Buffer.concat(pieces);
}
