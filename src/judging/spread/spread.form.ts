import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ReasonForm } from '../reason.form.js';
import { SPREAD_MODELS } from './spread.rule.js';

/** The choice of a contest that has no such rule. */
export const NO_RULE = 'khong';

/** The organiser's choice of a rule, with its own words where they differ from the model's. */
export class SpreadRuleForm {
  @IsIn([NO_RULE, ...Object.keys(SPREAD_MODELS)], { message: 'Chọn một cách xử lý chênh lệch.' })
  model!: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString({ message: 'Nhập lời văn của thể lệ.' })
  @MaxLength(2000, { message: 'Lời văn nhiều nhất 2.000 ký tự.' })
  text?: string;
}

/** What the secretary does about one entry. */
export class SpreadAnswerForm extends ReasonForm {
  @IsIn(['head', 'third', 'panel'], { message: 'Tải lại trang rồi làm lại.' })
  way!: string;

  @IsOptional()
  @IsString({ message: 'Chọn giám khảo.' })
  judgeCode?: string;

  /** Codes parted by commas: "GK1,GK2" is their mean. */
  @IsOptional()
  @IsString({ message: 'Chọn điểm được tính.' })
  counted?: string;
}
