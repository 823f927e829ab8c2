import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { DriveFacts, DriveUnitFacts, Figure, IndicatorFacts, ReportFacts } from './drive.facts.js';
import { doubtsOf } from './report.doubts.js';

const MOST = 100_000_000;

/** Reads one count as people type it: digits, or digits in groups of three with dots. Null for anything else: nothing is guessed. */
export function parseCount(typed: string): number | null {
  const text = typed.trim();
  if (!/^(\d{1,9}|[1-9]\d{0,2}(\.\d{3})+)$/.test(text)) return null;
  const count = Number(text.replaceAll('.', ''));
  return count <= MOST ? count : null;
}

/** The texts of one indicator. */
export interface TypedFigure {
  part: string;
  whole: string;
}

/** What is wrong with one typed number: which of the two, and the sentence. */
export interface FigureFault {
  indicator: IndicatorFacts;
  place: 'part' | 'whole';
  message: string;
}

/** Reads the figures of one unit; `typedOf` gives the texts of an indicator. Every fault is told. */
export function readFigures(
  indicators: readonly IndicatorFacts[],
  typedOf: (indicator: IndicatorFacts) => TypedFigure,
): { figures: Record<string, Figure>; faults: FigureFault[] } {
  const figures: Record<string, Figure> = {};
  const faults: FigureFault[] = [];
  for (const indicator of indicators) {
    const typed = typedOf(indicator);
    const read = (place: 'part' | 'whole', label: string): number | null => {
      const text = typed[place].trim();
      const count = parseCount(text);
      if (count === null) {
        const message =
          text === '' ? `${label}: chưa nhập.` : `${label}: “${text.slice(0, 40)}” không phải số nguyên từ 0.`;
        faults.push({ indicator, place, message });
      }
      return count;
    };
    const part = read('part', indicator.name);
    const whole = indicator.whole === 'typed' ? read('whole', indicator.wholeName ?? '') : null;
    if (part !== null) figures[indicator.id] = { part, whole };
  }
  return { figures, faults };
}

/** Everything doubtful about a unit’s figures, each with the indicator’s name; the codes once each for the report itself. */
export function doubtsAbout(
  drive: Pick<DriveFacts, 'indicators'>,
  unit: Pick<DriveUnitFacts, 'required'>,
  figures: Readonly<Record<string, Figure>>,
  previous: Pick<ReportFacts, 'figures'> | null,
) {
  return drive.indicators.flatMap((indicator) => {
    const figure = figures[indicator.id];
    if (figure === undefined) return [];
    const around = { indicator, required: unit.required, previous: previous?.figures[indicator.id] ?? null };
    return doubtsOf(figure, around).map((doubt) => ({ indicator, doubt, figure, previous: around.previous }));
  });
}

/** "45/60 người (75%)", "1.230 người". A whole of what the unit must bring is not in the figure itself. */
export function sayFigure(
  indicator: Pick<IndicatorFacts, 'noun' | 'whole'>,
  figure: Figure,
  { required }: Pick<DriveUnitFacts, 'required'>,
): string {
  const whole = indicator.whole === 'typed' ? figure.whole : indicator.whole === 'required' ? required : null;
  return whole === null
    ? `${formatInteger(figure.part)} ${indicator.noun}`
    : `${formatInteger(figure.part)}/${formatInteger(whole)} ${indicator.noun}`;
}

/** Do two reports say the same figures? */
export const sameFigures = (one: Readonly<Record<string, Figure>>, other: Readonly<Record<string, Figure>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(
    ([id, { part, whole }]) => other[id]?.part === part && (other[id]?.whole ?? null) === whole,
  );

/** "Chưa có chỉ tiêu", "Chỉ tiêu: 500 người", "Chỉ tiêu: 100% số phải thực hiện". */
export function sayTarget({
  target,
  whole,
  noun,
  wholeName,
}: Pick<IndicatorFacts, 'target' | 'whole' | 'noun' | 'wholeName'>): string {
  if (target === null) return 'Chưa có chỉ tiêu';
  if (whole === 'none') return `Chỉ tiêu: ${formatInteger(target)} ${noun}`;
  return `Chỉ tiêu: ${target}% ${whole === 'typed' ? (wholeName ?? '').toLowerCase() : 'số phải thực hiện'}`;
}
