import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { filePoints, type Hundredths } from '../../kernel/points.js';
import { formatDecimal, parseTypedPoints, sayPointsFault } from '../../kernel/vietnamese/numbers.js';
import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault, FormState } from '../../web/views/form-state.js';
import { ReasonForm } from '../reason.form.js';
import { type BandedRule, type GapLimit, type GapOutcome, SPREAD_MODELS, type SpreadRule } from './spread.rule.js';
import { saySpreadRule } from './spread.words.js';

/** Choices beside the models: none, limits of the contest's own, marks far from the mean void. */
export const NO_RULE = 'khong';
export const OWN_LIMITS = 'rieng';
export const VOID_FAR = 'huy-diem-xa';

const BEYOND: readonly GapOutcome[] = ['head', 'third', 'panel'];
const MOST_PERCENT: Hundredths = 100_00;

/** What the secretary does about one entry. */
export class SpreadAnswerForm extends ReasonForm {
  @IsIn(['head', 'third', 'panel'], { message: 'Tải lại trang rồi làm lại.' })
  way!: string;

  @IsOptional()
  @IsString({ message: 'Chọn giám khảo.' })
  judgeCode?: string;

  /** Codes of the judges whose marks count. */
  @Transform(({ value }: { value: unknown }) => [value ?? []].flat())
  @IsString({ each: true, message: 'Chọn điểm được tính.' })
  counted: string[] = [];
}

/**
 * The organiser's choice of a rule: a model, or limits of the contest's own, each with words of its own where they differ; an empty
 * text becomes what `saySpreadRule` says. Limits are points or percent with two decimals at most; a higher band's limit lies above
 * the lower one's, percents are 100 at most. Fields of ways that were not chosen are not looked at.
 */
export function readSpreadRule(body: Words): ReadForm<{ rule: SpreadRule | null }> {
  const fields = new LimitFields(body);
  const rule = fields.rule();
  const text = fields.typed('text');
  if (text.length > 2000) fields.faults.push({ field: 'text', text: 'Lời văn nhiều nhất 2.000 ký tự.' });
  return parsedForm(body, { rule: rule === null ? null : { ...rule, text: textOf(rule, text) } }, fields.faults);
}

/** The fields of the form filled with a stored rule; without one with limits to begin with. */
export function wordsOfRule(rule: SpreadRule | null): FormState['values'] {
  const banded: BandedRule = rule === null || 'voidBeyond' in rule ? SPREAD_MODELS.literature : rule;
  const [agree, head] = banded.bands;
  const spread = banded.third.as === 'compared' ? banded.third.spread : SPREAD_MODELS.literature.third.spread;
  const words = {
    model: modelOf(rule),
    // Words that nobody wrote follow the limits when those change.
    text: rule === null || rule.text === textOf(rule, '') ? '' : rule.text,
    measure: (rule ?? banded).measure,
    markers: String((rule ?? banded).markers),
    agreeUpTo: agree === undefined ? '' : formatDecimal(agree.upTo),
    agreeEdge: edgeOf(agree),
    headUpTo: head === undefined ? '' : formatDecimal(head.upTo),
    headEdge: edgeOf(head),
    beyond: banded.beyond,
    third: banded.third.as,
    thirdUpTo: formatDecimal(spread.upTo),
    voidUpTo: rule !== null && 'voidBeyond' in rule ? formatDecimal(rule.voidBeyond.upTo) : '20',
  };
  return words;
}

/** Which choice a rule is; a contest's own words do not make it another. */
export function modelOf(rule: SpreadRule | null): string {
  if (rule === null) return NO_RULE;
  if ('voidBeyond' in rule) return VOID_FAR;
  const plain = ({ measure, markers, bands, beyond, third }: BandedRule): string =>
    JSON.stringify([
      measure,
      markers,
      bands.map(limitText),
      beyond,
      third.as,
      third.as === 'compared' && limitText(third.spread),
    ]);
  return Object.entries(SPREAD_MODELS).find(([, model]) => plain(model) === plain(rule))?.[0] ?? OWN_LIMITS;
}

const limitText = ({ upTo, inclusive, then }: GapLimit & { then?: GapOutcome }): unknown[] => [upTo, inclusive, then];
const edgeOf = (limit: GapLimit | undefined): string => (limit?.inclusive === false ? 'duoi' : 'khong-qua');

/** The words of a rule whose contest typed none: its model's, or what its limits say. */
function textOf(rule: SpreadRule, typed: string): string {
  if (typed !== '') return typed;
  return Object.entries(SPREAD_MODELS).find(([name]) => name === modelOf(rule))?.[1].text ?? saySpreadRule(rule);
}

class LimitFields {
  readonly faults: FieldFault[] = [];

  constructor(private readonly body: Words) {}

  typed(name: string): string {
    const value = this.body[name];
    return typeof value === 'string' ? value.normalize('NFC').trim() : '';
  }

  rule(): SpreadRule | null {
    const model = this.typed('model');
    if (model === NO_RULE) return null;
    if (model === VOID_FAR) return this.voiding();
    if (model === OWN_LIMITS) return this.banded();
    const found = Object.entries(SPREAD_MODELS).find(([name]) => name === model)?.[1];
    if (found === undefined) this.faults.push({ field: 'model', text: 'Chọn một cách xử lý chênh lệch.' });
    return found ?? null;
  }

  private voiding(): SpreadRule {
    // Two marks lie equally far from their mean: with fewer than three both would go or none.
    const scale = this.scale(3);
    return { ...scale, voidBeyond: { upTo: filePoints(this.limit('voidUpTo', scale.measure) ?? 0), inclusive: true } };
  }

  private banded(): SpreadRule {
    const scale = this.scale(2);
    const agree = this.limit('agreeUpTo', scale.measure);
    const head = this.typed('headUpTo') === '' ? null : this.limit('headUpTo', scale.measure);
    if (agree !== null && head !== null && head <= agree)
      this.faults.push({ field: 'headUpTo', text: 'Nhập giới hạn lớn hơn giới hạn ở trên, hoặc để trống.' });
    const beyond = BEYOND.find((one) => one === this.typed('beyond'));
    if (beyond === undefined) this.faults.push({ field: 'beyond', text: 'Chọn cách xử lý khi chênh nhiều hơn.' });
    const isCompared = this.typed('third') === 'compared';
    const spread = beyond === 'third' && isCompared ? this.limit('thirdUpTo', scale.measure) : null;
    const bands = [
      { upTo: filePoints(agree ?? 0), inclusive: this.isInclusive('agreeEdge'), then: 'agree' as const },
      ...(head === null
        ? []
        : [{ upTo: filePoints(head), inclusive: this.isInclusive('headEdge'), then: 'head' as const }]),
    ];
    const third: BandedRule['third'] =
      spread === null ? { as: 'official' } : { as: 'compared', spread: { upTo: filePoints(spread), inclusive: true } };
    return { ...scale, bands, beyond: beyond ?? 'third', third };
  }

  private scale(fewest: number): Pick<SpreadRule, 'measure' | 'markers' | 'text'> {
    const measure = this.typed('measure') === 'points' ? 'points' : 'percent';
    const markers = Number(this.typed('markers'));
    if (!Number.isInteger(markers) || markers < fewest || markers > 15)
      this.faults.push({ field: 'markers', text: `Nhập số giám khảo từ ${fewest} đến 15.` });
    return { measure, markers, text: '' };
  }

  private isInclusive(name: string): boolean {
    return this.typed(name) !== 'duoi';
  }

  private limit(name: string, measure: SpreadRule['measure']): Hundredths | null {
    const typed = this.typed(name);
    const read = parseTypedPoints(typed);
    if ('hundredths' in read && read.hundredths > 0 && (measure === 'points' || read.hundredths <= MOST_PERCENT))
      return read.hundredths;
    const text =
      'fault' in read && read.fault !== 'empty'
        ? sayPointsFault(read.fault, typed)
        : measure === 'points'
          ? 'Nhập số điểm lớn hơn 0.'
          : 'Nhập phần trăm lớn hơn 0, nhiều nhất 100.';
    this.faults.push({ field: name, text });
    return null;
  }
}
