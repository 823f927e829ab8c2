import { Transform } from 'class-transformer';
import { IsOptional, IsString, Length } from 'class-validator';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A reason in the person's own words, kept in the log. */
export class ReasonForm {
  @trimmed
  @IsString({ message: 'Nhập lý do.' })
  @Length(5, 1000, { message: 'Nhập lý do, từ 5 đến 1.000 ký tự.' })
  reason!: string;
}

/** The same on a page that showed a thing in one version. */
export class VersionedReasonForm extends ReasonForm {
  @IsString({ message: 'Tải lại trang rồi làm lại.' })
  @Length(1, 10, { message: 'Tải lại trang rồi làm lại.' })
  version!: string;
}

export class SignForm {
  @IsOptional()
  @IsString()
  leaveIncomplete?: string;
}
