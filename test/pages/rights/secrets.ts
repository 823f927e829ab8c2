/** What each judge wrote, found nowhere else in the world: one hit of it in a foreign answer is a leak (S6, S7). */
export interface JudgeSecret {
  points: Record<'A' | 'B' | 'C', number>;
  comment: string;
}

/** Sums 73,19, 71,37 and 58,53 points. */
export const SECRETS: Record<'judge1' | 'judge2' | 'judge4', JudgeSecret> = {
  judge1: { points: { A: 3319, B: 2143, C: 1857 }, comment: 'BÍ-MẬT-MỘT' },
  judge2: { points: { A: 3137, B: 2281, C: 1719 }, comment: 'BÍ-MẬT-HAI' },
  judge4: { points: { A: 2153, B: 1787, C: 1913 }, comment: 'BÍ-MẬT-BỐN' },
};

/** Their mean on the one entry that judges 1 and 2 both have: (73,19 + 71,37) / 2. */
const MEAN = 7228;

const totalOf = ({ points }: JudgeSecret): number => points.A + points.B + points.C;
export const totalHundredths = (secret: JudgeSecret): number => totalOf(secret);

/** Every way in which a number of hundredths could be printed: 73,19 and 73.19 and 7319. */
const printed = (hundredths: number): string[] => {
  const text = String(hundredths);
  const [whole, places] = [text.slice(0, -2), text.slice(-2)];
  return [`${whole},${places}`, `${whole}.${places}`, text];
};

/** The texts that give a judge's sheet away. */
export const tracesOf = (secret: JudgeSecret): string[] => [
  ...[totalOf(secret), ...Object.values(secret.points)].flatMap(printed),
  secret.comment,
  encodeURIComponent(secret.comment),
];

/** The texts that give a common result away. */
export const TRACES_OF_RESULT = printed(MEAN);

/** Does this text hold the trace as a whole, not inside a longer number or a random token? */
export const holds = (text: string, trace: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}_.,-])${trace.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_-])`, 'u').test(
    text,
  );
