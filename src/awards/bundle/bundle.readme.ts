import type { ContestFacts } from '../../contests/contest.facts.js';
import { parseInstant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { Manifest } from './bundle.files.js';

/** DOC-TRUOC.txt: what is in the bundle and how to check it, for somebody who has never seen one. */
export function bundleReadme(
  { name, code, organiserName, rehearsal }: Pick<ContestFacts, 'name' | 'code' | 'organiserName' | 'rehearsal'>,
  { number, publishedAt }: Manifest['list'],
): string {
  const at = parseInstant(publishedAt);
  return `GÓI KẾT QUẢ ĐỂ KIỂM TRA
${name} (${code})
${organiserName}
Danh sách số ${number}, công bố lúc ${at === null ? publishedAt : formatDateTime(at)}
${rehearsal ? '\nDIỄN TẬP – KHÔNG PHẢI KẾT QUẢ THẬT\n' : ''}
Gói này có đủ dữ liệu để bất kỳ ai tính lại toàn bộ thứ hạng và tiền thưởng, không cần hỏi cơ quan tổ chức
và không cần phần mềm đã lập ra kết quả.

TRONG GÓI CÓ GÌ
  contest.json    cuộc thi, thể lệ, tiêu chí, cơ cấu giải lúc công bố
  rules.json      cách tính điểm, xếp hạng, chia giải, viết cho máy đọc
  side-prizes.json  giải phụ và mức công nhận ngoài các hạng giải
  scores.csv      điểm được tính: mỗi dòng một hồ sơ, một giám khảo, một tiêu chí
  sheets.csv      mọi phiếu đã ký, kể cả lần ký sau đó được mở lại; cột counted = 1 là phiếu được tính
  decisions.json  quyết định của Ban Tổ chức: đồng hạng, không trao giải, chuyển chỉ tiêu giữa các giải, giải phụ;
                  hình thức khen thưởng: hệ số (multipleHundredths, phần trăm) × mức lương cơ sở (base); kèm lý do
  ranking.json    thứ hạng và các hạng giải tính từ các tệp trên
  awards.json     danh sách khen thưởng đã công bố, cả giải phụ và hình thức khen thưởng, và tổng tiền
  entries.json    mọi hồ sơ được chấm, kèm mã băm SHA-256 của từng tệp trong hồ sơ
  units.csv       danh sách xã, phường, thị trấn của cuộc thi
  audit.jsonl     nhật ký: chuỗi sự kiện nối nhau bằng mã băm
  kiem-tra.mjs    chương trình kiểm tra độc lập, viết cho Node.js, không cần cài thêm gì
  manifest.json   bản kê mọi tệp kèm mã băm, gốc Merkle của nhật ký, khóa công khai
  manifest.sig    chữ ký Ed25519 của bản kê

Giám khảo ghi bằng mã (GK1, GK2…), không ghi tên. Hồ sơ không được giải chỉ ghi mã số.

KIỂM TRA BẰNG MÁY
  1. Cài Node.js bản 20 trở lên.
  2. Lấy kiem-tra.mjs ra khỏi gói, để cạnh tệp ZIP.
  3. Gõ: node kiem-tra.mjs TEN-GOI.zip
Kết quả là một dòng “ĐÚNG” hoặc “SAI”, kèm chỗ sai đầu tiên.
Muốn chắc gói do đúng cơ quan lập, gõ thêm khóa công khai sau tên gói. Khóa được đăng ở trang kiểm tra của hệ thống,
mục “Dấu sổ nhật ký”; nên lấy khóa từ một nguồn khác với nơi đã nhận gói.

KIỂM TRA BẰNG TAY
  1. Mở scores.csv bằng phần mềm bảng tính. Với mỗi hồ sơ và mỗi giám khảo, cộng điểm các tiêu chí nhân hệ số (weight).
  2. Lấy trung bình (hoặc cách khác ghi ở mục aggregate của rules.json) các tổng của giám khảo, làm tròn theo mục rounding.
  3. Xếp từ cao xuống thấp. Bằng điểm thì so lần lượt các tiêu chí ở mục tieBreak.
  4. Đối chiếu với ranking.json và awards.json.

NHẬT KÝ ĐƯỢC GHI THẾ NÀO
Mỗi người có một chuỗi sự kiện. Mã băm của một sự kiện là SHA-256 của: mã băm đứng trước, số thứ tự (8 byte), SHA-256
của nội dung. Sự kiện về vòng chấm và danh sách khen thưởng ghi cả nội dung (text); sự kiện khác chỉ ghi mã băm của nội
dung (digest) để không lộ việc riêng. Gốc Merkle tính theo RFC 6962 trên các mã băm, theo thứ tự dòng.
`;
}
