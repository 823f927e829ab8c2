import { ReadingConfig, doReadNumber } from 'read-vietnamese-number';

// Northern words, as papers of the finance offices write them: linh, nghìn, tỷ, tư.
const reading = Object.assign(new ReadingConfig(), {
  oddText: 'linh',
  units: [[], ['nghìn'], ['triệu'], ['tỷ']],
  unit: ['đồng'],
});

/**
 * A sum of money in Vietnamese words, first letter capital, for award and pay-out papers: 15000000 is "Mười lăm triệu đồng",
 * 0 is "Không đồng", a negative sum (a correction) begins with "Âm". A RangeError for a fraction or a number too large to be exact.
 */
export function amountInWords(amount: number | bigint): string {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`not a whole number of đồng: ${amount}`);
  }
  const words = doReadNumber(BigInt(amount), reading);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
