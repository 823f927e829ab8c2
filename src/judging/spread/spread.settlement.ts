import { parseRational, rational, type Rational } from '../../kernel/rational.js';
import { type SpreadRule, type SpreadVerdict, verdictOn } from './spread.rule.js';

/** What was opened or decided about one entry because its marks lie apart. */
export interface Remarking {
  way: 'head' | 'third' | 'panel';
  /** Whose sheet it is; null for the head's decision. */
  judgeCode: string | null;
  /** Codes of the judges whose marks count, as the head decided; null otherwise. */
  counted: readonly string[] | null;
  reason: string;
}

/** A signed sheet as the rule looks at it. `totalHundredths`: exact decimal text. */
interface MarkedSheet {
  judgeCode: string;
  totalHundredths: string;
}

/**
 * Which signed sheets of an entry count, by the contest's rule; null while it waits for somebody. This is the one place where a
 * rule about gaps enters the tally: it chooses among sheets and changes none, so ranks, matrix and the exported scores.csv follow
 * from the same sheets, and `hoithi tally` repeats them. Sheets in the order of the judges' codes.
 */
export function countedSheets<Sheet extends MarkedSheet>(
  sheets: readonly Sheet[],
  {
    rule,
    remarkings,
    maximumHundredths,
  }: { rule: SpreadRule; remarkings: readonly Remarking[]; maximumHundredths: string },
): { counted: readonly Sheet[]; verdict: SpreadVerdict } {
  const codeOf = (way: Remarking['way']): string | null => remarkings.find((one) => one.way === way)?.judgeCode ?? null;
  const [third, panel] = [codeOf('third'), codeOf('panel')];
  const first = sheets.filter(({ judgeCode }) => judgeCode !== third && judgeCode !== panel);
  const sheetOf = (code: string | null): Sheet | null => sheets.find(({ judgeCode }) => judgeCode === code) ?? null;
  const [thirdSheet, panelSheet] = [sheetOf(third), sheetOf(panel)];
  const chosen = remarkings.find(({ way }) => way === 'head')?.counted ?? null;
  const verdict = verdictOn(
    rule,
    {
      first: first.map(pointsOf),
      third: thirdSheet && pointsOf(thirdSheet),
      panel: panelSheet && pointsOf(panelSheet),
      head: chosen && first.flatMap(({ judgeCode }, place) => (chosen.includes(judgeCode) ? [place] : [])),
    },
    hundredths(maximumHundredths),
  );
  const all = [...first, thirdSheet, panelSheet];
  const chosenSheets = new Set(verdict.settled ? verdict.counted.map((place) => all[place]) : []);
  return { counted: sheets.filter((sheet) => chosenSheets.has(sheet)), verdict };
}

const pointsOf = ({ totalHundredths }: MarkedSheet): Rational => hundredths(totalHundredths);

function hundredths(text: string): Rational {
  const value = parseRational(text);
  if (value === null) throw new RangeError(`not hundredths: ${text}`);
  return rational(value.numerator, value.denominator * 100n);
}
