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

export class PublishForm extends ListVersionForm {
  /** Asked only when a published list is replaced; the service says so. */
  @IsOptional()
  @IsString(REASON)
  @Length(0, 2000, REASON)
  reason?: string;
}
