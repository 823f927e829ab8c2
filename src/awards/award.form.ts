import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

const REASON = { message: 'Ghi lý do, từ 3 đến 2.000 ký tự.' };
const VERSION = { message: 'Tải lại trang rồi thử lại.' };
const VERSION_PATTERN = /^\d{1,9}$/;

/** Any act on the list that asks for nothing but the version its page showed. */
export class ListVersionForm {
  @Matches(VERSION_PATTERN, VERSION)
  version: string;
}

export class ReasonForm extends ListVersionForm {
  @IsString(REASON)
  @Length(3, 2000, REASON)
  reason: string;
}

export class TieForm extends ReasonForm {
  @IsIn(['share', 'extend', 'order', 'withhold'], { message: 'Chọn một cách xử lý.' })
  choice: 'share' | 'extend' | 'order' | 'withhold';
}

const COUNT = { message: 'Nhập số nguyên từ 1 đến 9.999.' };
const COUNT_PATTERN = /^[1-9]\d{0,3}$/;
const TIER = { message: 'Chọn hạng giải.' };

export class EmptyTierForm extends ReasonForm {
  @Matches(/^[a-z0-9-]+$/, TIER)
  tier: string;
}

export class ShiftForm extends ReasonForm {
  @Matches(/^[a-z0-9-]+$/, TIER)
  from: string;

  @Matches(COUNT_PATTERN, COUNT)
  taken: string;

  @Matches(/^[a-z0-9-]+$/, TIER)
  to: string;

  @Matches(COUNT_PATTERN, COUNT)
  added: string;

  @Matches(/^.{1,100}$/, { message: 'Ghi số văn bản, không quá 100 ký tự.' })
  documentNumber: string;
}

/** The entries of the choice are read by `entriesOf`: ticks where few may be chosen, lines of numbers where anybody may. */
export class SidePrizeForm extends ReasonForm {
  @IsIn(['give', 'withhold'], { message: 'Chọn trao hay không trao.' })
  choice: 'give' | 'withhold';
}

export class PublishForm extends ListVersionForm {
  /** Asked only when a published list is replaced; the service says so. */
  @IsOptional()
  @IsString(REASON)
  @Length(0, 2000, REASON)
  reason?: string;
}
