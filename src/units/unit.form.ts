import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export class AliasForm {
  @MaxLength(100, { message: 'Tên dài nhất 100 ký tự.' })
  @IsNotEmpty({ message: 'Nhập tên khác của đơn vị.' })
  @IsString({ message: 'Nhập tên khác của đơn vị.' })
  alias: string;
}

export class OfficeForm {
  @MaxLength(150, { message: 'Tên dài nhất 150 ký tự.' })
  @IsNotEmpty({ message: 'Nhập tên cơ quan.' })
  @IsString({ message: 'Nhập tên cơ quan.' })
  name: string;
}

export class VillagesForm {
  @MaxLength(300_000, { message: 'Nội dung quá dài cho một lần dán. Chia thành nhiều phần.' })
  @IsNotEmpty({ message: 'Dán nội dung tệp CSV, gồm cả dòng tiêu đề.' })
  @IsString({ message: 'Dán nội dung tệp CSV, gồm cả dòng tiêu đề.' })
  csv: string;

  /** "import" on the second page; anything else only checks. */
  @IsOptional()
  @IsString({ message: 'Tải lại trang rồi thử lại.' })
  step?: string;
}
