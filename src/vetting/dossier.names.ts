import type { ToldPlace } from '../entries/naming/name.reader.js';

/** So many places are written out; a long report that names its village on every page is one place. */
const SHOWN = 5;

/** What the officer reads, where judging is blind, of names that the dossier tells; null where nothing was found. */
export interface NameNotice {
  text: string;
  lines: string[];
  moreText: string | null;
}

export function toNameNotice(told: { isSearched: boolean; places: readonly ToldPlace[] } | null): NameNotice | null {
  if (told === null) return null;
  const { isSearched, places } = told;
  if (!isSearched)
    return {
      text: 'Cuộc thi chấm kín. Máy chưa soát tên nơi dự thi trong hồ sơ này.',
      lines: [],
      moreText: null,
    };
  if (places.length === 0) return null;
  return {
    text: `Cuộc thi chấm kín, nhưng hồ sơ nêu tên nơi dự thi ở ${places.length} chỗ. Cần thì yêu cầu bổ sung bản không nêu tên; chỗ còn lại thư ký xử lý trước khi chấm.`,
    lines: places.slice(0, SHOWN).map(sayPlace),
    moreText: places.length > SHOWN ? `Và ${places.length - SHOWN} chỗ khác.` : null,
  };
}

const sayPlace = ({ placeName, fileName, names, excerpt }: ToldPlace): string =>
  `${placeName}${fileName === null ? '' : `, tệp ${fileName}`}: ${names.join('; ')} – “${excerpt}”`;
