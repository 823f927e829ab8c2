import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

export class SignInForm {
  @MaxLength(100, { message: 'Tên đăng nhập dài nhất 100 ký tự.' })
  @IsNotEmpty({ message: 'Nhập tên đăng nhập hoặc số điện thoại.' })
  @IsString({ message: 'Nhập tên đăng nhập hoặc số điện thoại.' })
  username: string;

  @MaxLength(200, { message: 'Mật khẩu dài nhất 200 ký tự.' })
  @IsNotEmpty({ message: 'Nhập mật khẩu.' })
  @IsString({ message: 'Nhập mật khẩu.' })
  password: string;

  /** "1" when ticked: a machine that several people use, so a shorter idle limit. */
  @IsOptional()
  @IsString({ message: 'Tải lại trang rồi đăng nhập lại.' })
  sharedMachine?: string;

  /** The page to go on to. */
  @IsOptional()
  @IsString({ message: 'Tải lại trang rồi đăng nhập lại.' })
  ve?: string;
}
