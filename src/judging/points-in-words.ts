import { ReadingConfig, doReadNumber } from 'read-vietnamese-number';

const reading = Object.assign(new ReadingConfig(), {
  oddText: 'linh',
  units: [[], ['nghìn'], ['triệu'], ['tỷ']],
  unit: ['điểm'],
  pointText: 'phẩy',
});

/** Points in words for a paper sheet, from exact decimal text with a point: "87.5" is "Tám mươi bảy phẩy năm điểm". */
export function pointsInWords(decimal: string): string {
  if (!/^\d+(\.\d+)?$/.test(decimal)) throw new RangeError(`not decimal text: ${decimal}`);
  const words = doReadNumber(decimal, reading);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
