import { parseInstant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { ArchiveManifest } from './archive.format.js';

/** DOC-TRUOC.txt: what is in the archive and how it is opened again, for somebody who finds it years later. */
export function archiveReadme({ contest, madeAt }: Pick<ArchiveManifest, 'contest' | 'madeAt'>): string {
  const at = parseInstant(madeAt);
  return `BẢN LƯU TOÀN BỘ CUỘC THI
${contest.name} (${contest.code})
Lập lúc ${at === null ? madeAt : formatDateTime(at)}
${contest.rehearsal ? '\nDIỄN TẬP – KHÔNG PHẢI KẾT QUẢ THẬT\n' : ''}
Bản lưu có dữ liệu cá nhân: họ tên, số điện thoại trong hồ sơ, danh sách thành viên, điểm của từng giám khảo.
Giữ như hồ sơ giấy; chỉ giao cho người có trách nhiệm.

TRONG BẢN LƯU CÓ GÌ
  tables/          mọi bảng dữ liệu của cuộc thi, mỗi dòng một đối tượng JSON
  files/           mọi tệp của hồ sơ và văn bản, đặt tên bằng mã băm SHA-256 của chính tệp đó
  files.jsonl      danh sách các tệp ấy
  units.jsonl      đơn vị hành chính mà cuộc thi nhắc đến
  persons.jsonl    họ tên những người có tên trong dữ liệu; không có mật khẩu, thư điện tử, số điện thoại của tài khoản
  audit.jsonl      nhật ký: việc của cuộc thi ghi cả nội dung, việc khác trong cùng chuỗi chỉ ghi mã băm
  manifest.json    bản kê mọi tệp kèm mã băm, phiên bản dữ liệu, gốc Merkle của nhật ký, khóa công khai
  manifest.sig     chữ ký Ed25519 của bản kê

MỞ LẠI Ở MỘT MÁY CHỦ HỘI THI KHÁC (cùng phiên bản)
  npm run hoithi -- contest import TEN-BAN-LUU.zip --dry-run     xem sẽ tạo gì, có gì vướng
  npm run hoithi -- contest import TEN-BAN-LUU.zip               nhập; vướng một chỗ thì không có gì được ghi
Người trong bản lưu không đăng nhập được ở máy chủ mới; quản trị cấp lại quyền cho người cần.
`;
}
