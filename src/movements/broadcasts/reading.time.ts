/**
 * How fast a text is read over loudspeakers. No paper at hand sets it: it is this platform’s own figure, slower than the reading of news
 * indoors, for outdoor horns echo between houses and hills. Written Vietnamese puts a space between syllables, hence syllables.
 */
export const READING_PACE = {
  syllablesPerMinute: 130,
  reason: 'Tính 130 tiếng một phút, đọc chậm cho loa ngoài trời: ước tính của nền tảng, không lấy từ văn bản nào.',
} as const;

const ROUND_TO_SECONDS = 5;

/** Syllables of a text: what stands between spaces and has a letter or a digit in it. A number counts once, whatever it takes to say. */
export const syllablesOf = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Seconds that a text takes to be read once, rounded up to five; 0 for none. */
export const secondsToRead = (text: string): number =>
  Math.ceil((syllablesOf(text) * 60) / READING_PACE.syllablesPerMinute / ROUND_TO_SECONDS) * ROUND_TO_SECONDS;

/** "2 phút 15 giây", "45 giây", "3 phút" */
export function sayDuration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return [minutes > 0 ? `${minutes} phút` : '', rest > 0 || minutes === 0 ? `${rest} giây` : '']
    .filter(Boolean)
    .join(' ');
}

/** Signs of a text as a reader counts them: a letter with its marks is one. */
export const signsOf = (text: string): number =>
  [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)].length;
