import { create } from 'qrcode';

/** A QR code as its dark bars: `length` squares to the right of (`x`, `y`), in a grid of `size` by `size`, quiet zone not counted. */
export interface QrBars {
  size: number;
  bars: { x: number; y: number; length: number }[];
}

/** Some text, at most some 2 000 bytes, as a QR code that still reads with a seventh of it dirty (level M). */
export function qrBars(content: string): QrBars {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const isDark = (x: number, y: number): boolean => x < size && Boolean(modules.get(y, x));
  const bars: QrBars['bars'] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!isDark(x, y)) continue;
      const from = x;
      while (isDark(x, y)) x++;
      bars.push({ x: from, y, length: x - from });
    }
  }
  return { size, bars };
}

const QUIET = 4; // squares of white around the code, as readers need it (ISO/IEC 18004)

/** The same for an inline drawing: `<svg viewBox="0 0 {side} {side}"><path d="{path}"/></svg>` on white. */
export function qrDrawing(content: string): { side: number; path: string } {
  const { size, bars } = qrBars(content);
  const path = bars.map(({ x, y, length }) => `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`).join('');
  return { side: size + 2 * QUIET, path };
}
