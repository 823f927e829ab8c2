import { qrDrawing } from '../../../src/press/qr.js';
import { faultyForm, freshForm } from '../../../src/web/views/form-state.js';
import type { PageFrame } from '../../../src/web/views/page.js';
import { at, confirm, judge, paper, queue, statusWords } from './gallery-lists.js';

const now = at('2021-11-28T19:30:00');

const frame: PageFrame = {
  siteName: 'Hội Thi',
  organiser: 'Cuộc thi do UBND tỉnh Lai Châu tổ chức',
  title: '',
  hasErrors: false,
  actor: {
    key: 'lo-thi-may',
    name: 'Lò Thị Mẩy',
    roleName: 'Cán bộ văn hóa xã',
    unitName: 'xã Bản Bo, huyện Tam Đường',
    others: [{ label: 'Giám khảo – Cuộc thi Zalo cộng đồng 2021', assignmentId: 'b' }],
    switchHref: '/vai-tro',
    signOutHref: '/dang-xuat',
  },
  navigation: [
    { href: '/viec', label: 'Việc', count: '3 việc', current: false },
    { href: '/nop', label: 'Hồ sơ', count: null, current: true },
    { href: '/huong-dan', label: 'Hướng dẫn', count: null, current: false },
  ],
  breadcrumbs: [
    { href: '/viec', label: 'Việc' },
    { href: '/nop', label: 'Hồ sơ' },
    { href: null, label: 'ZALO21-211124-0007' },
  ],
  csrf: 'token',
  formKey: 'key',
  flash: { tone: 'success', text: 'Đã lưu lúc 19:28.' },
  rehearsal: { contestName: 'Cuộc thi Zalo cộng đồng 2021', nowText: '19:30 ngày 28/11/2021' },
  nonce: 'gallery',
  held: {},
  inZalo: false,
  counters: [{ href: '/thong-bao', label: 'Thông báo', count: '9+', counted: 'chưa đọc' }],
  printedAt: '19:30 ngày 28/11/2021',
  address: 'https://hoithi.laichau.gov.vn/nop/ZALO21-211124-0007',
  footer: [
    { href: '/huong-dan', label: 'Hướng dẫn' },
    { href: '/lien-he', label: 'Liên hệ' },
    { href: '/tro-nang', label: 'Trợ năng' },
    { href: '/quyen-rieng-tu', label: 'Quyền riêng tư' },
  ],
};
const visitor: PageFrame = { ...frame, actor: null, rehearsal: null, flash: null, breadcrumbs: [] };

const values = {
  groupName: 'Bản Nà Ly an toàn',
  village: 'b',
  members: '1.500',
  dueDate: '31/11/2021',
  dueTime: '23:59',
  kind: 'photo',
  roles: ['head', 'police'],
  summary: 'Nhóm lập ngày 02/5/2021, có 62 thành viên.\nMỗi ngày đăng hai tin về phòng, chống dịch.',
};
const faults = [
  { field: 'groupName', text: 'Nhập tên nhóm Zalo.' },
  { field: 'village', text: 'Chọn bản của nhóm.' },
  { field: 'members', text: 'Số thành viên “1.500” chưa rõ. Nhập số, ví dụ 62.' },
  { field: 'dueDate', text: 'Tháng 11 có 30 ngày. Nhập lại ngày, ví dụ 30/11/2021.' },
  { field: 'kind', text: 'Chọn một hình thức gửi.' },
  { field: 'roles', text: 'Chọn ít nhất một thành phần.' },
  { field: 'summary', text: 'Tóm tắt dài 1.204 chữ. Bớt còn nhiều nhất 1.000 chữ.' },
  { field: 'report', text: 'Tệp “tai-lieu.rar” chưa mở được ở đây. Gửi PDF, ảnh hoặc Word.' },
  { field: 'password', text: 'Nhập mật khẩu.' },
  { field: 'promise', text: 'Đánh dấu vào ô cam kết trước khi nộp.' },
];
const formParts = {
  villages: [
    { value: 'a', label: 'Bản Hợp Nhất' },
    { value: 'b', label: 'Bản Nà Ly' },
  ],
  kinds: [
    { value: 'photo', label: 'Chụp ảnh từng trang', hint: 'Hệ thống ghép thành một tệp PDF' },
    { value: 'file', label: 'Chọn tệp có sẵn' },
  ],
  roles: [
    { value: 'head', label: 'Trưởng bản' },
    { value: 'party', label: 'Bí thư chi bộ' },
    { value: 'police', label: 'Công an viên' },
  ],
};

const steps = [
  { label: 'Phát động', when: '25/10/2021', done: true, current: false },
  { label: 'Nộp hồ sơ', when: 'đến hết ngày 30/11/2021', done: false, current: true },
  { label: 'Thẩm định', when: 'đến hết ngày 05/12/2021', done: false, current: false },
  { label: 'Chấm', when: '06–12/12/2021', done: false, current: false },
  { label: 'Công bố', when: '15/12/2021', done: false, current: false },
];

const desk = {
  papers: { pdf: '/bien-nhan.pdf', docx: '/bien-nhan.docx' },
  faultyLines: [
    { line: 2, message: 'Không có hồ sơ ZALO21-211124-0099.' },
    { line: 17, message: 'Giám khảo GK9 không có trong Ban Giám khảo.' },
  ],
  qr: qrDrawing('https://hoithi.laichau.gov.vn/h/ZALO21-211124-0007'),
  now,
  dues: [
    { label: 'Hạn nộp', until: at('2021-12-01T00:00:00') },
    { label: 'Hạn bổ sung', until: at('2021-11-29T17:00:00') },
    { label: 'Hạn trả lời', until: at('2021-11-28T20:10:00') },
    { label: 'Hạn đăng ký', until: at('2021-11-20T00:00:00') },
    { label: 'Hạn công bố', until: at('2021-12-16T00:00:00') },
  ],
  figures: [
    { value: '7/11', label: 'bản đã nộp', href: '/nop', note: 'cần ít nhất 6' },
    { value: '2', label: 'hồ sơ cần bổ sung', href: '/nop?loc=bo-sung', note: null },
    { value: '1', label: 'bản nháp', href: null, note: null },
    { value: '36', label: 'tệp đã nhận', href: null, note: '128 MB' },
  ],
  reached: { word: 'Đủ số bản', tone: 'success' },
  short: { word: 'Còn thiếu', tone: 'warning' },
  villages: ['Hợp Nhất', 'Nà Can', 'Phiêng Tiên', 'Cò Nọt Mông'].map((label) => ({ label, value: 'chưa có hồ sơ' })),
  tasks: [
    { label: 'Thông tin nhóm', href: '/a', hint: null, status: { word: 'Xong', tone: 'success' } },
    {
      label: 'Báo cáo thành tích',
      href: '/b',
      hint: 'Trang 2 bị mờ, chụp lại',
      status: { word: 'Cần sửa', tone: 'warning' },
    },
    { label: 'Danh sách thành viên', href: '/c', hint: null, status: { word: 'Đang gửi 63%', tone: 'info' } },
    { label: 'Ảnh hoạt động', href: '/d', hint: 'Không bắt buộc', status: { word: 'Chưa làm', tone: 'neutral' } },
    { label: 'Kiểm tra và nộp', href: null, hint: null, status: null },
  ],
  steps,
  files: [
    {
      name: 'Báo cáo thành tích nhóm Zalo cộng đồng bản Nà Ly năm 2021 (bản chính thức có dấu).pdf',
      href: '/f',
      thumbHref: null,
      kind: 'PDF',
      bytes: 1_258_291,
      pages: 5,
      receivedAt: at('2021-11-24T09:41:00'),
      hashHead: '9f86d081',
      note: null,
      status: { word: 'Đã nhận', tone: 'success' },
    },
  ],
  plainFile: {
    name: 'IMG_2031.jpg',
    href: null,
    thumbHref: '/photo.svg',
    kind: 'Ảnh',
    bytes: 451_000,
    pages: null,
    receivedAt: null,
    hashHead: null,
    note: 'Điện thoại đã đóng trang nên tệp mới tới 63%. Chọn lại đúng “IMG_2031.jpg” để gửi tiếp từ 63%.',
    status: null,
  },
  events: [
    {
      what: 'Yêu cầu bổ sung',
      who: 'Trần Văn Hùng, Phòng VHTT huyện Tam Đường',
      at: at('2021-11-26T08:02:00'),
      reason: 'Trang 2 của báo cáo bị mờ.',
    },
    {
      what: 'Đã tiếp nhận',
      who: 'Trần Văn Hùng, Phòng VHTT huyện Tam Đường',
      at: at('2021-11-25T14:30:00'),
      reason: null,
    },
    { what: 'Đã nộp hồ sơ', who: 'Lò Thị Mẩy, xã Bản Bo', at: at('2021-11-24T09:41:00'), reason: null },
  ],
  words: Object.values(statusWords),
};

const sentence =
  'Đã hết hạn nộp lúc 23:59 ngày 30/11/2021. Bản nháp vẫn còn. Cần gia hạn: gọi 0213 3876 543 (bà Lò Thị B).';

/** Every page of the gallery by name: which template, with which view. */
export const GALLERY: Readonly<Record<string, { view: string; model: object }>> = {
  desk: { view: 'gallery/desk', model: { ...desk, page: frame } },
  'form-empty': { view: 'gallery/form', model: { ...formParts, form: freshForm(), page: { ...frame, flash: null } } },
  'form-filled': {
    view: 'gallery/form',
    model: { ...formParts, form: freshForm(values), page: { ...frame, flash: null } },
  },
  'form-faulty': {
    view: 'gallery/form',
    model: { ...formParts, form: faultyForm(values, faults), page: { ...frame, flash: null, hasErrors: true } },
  },
  queue: { view: 'gallery/queue', model: { ...queue, page: { ...frame, flash: null, rehearsal: null } } },
  judge: { view: 'gallery/judge', model: { ...judge, page: { ...frame, flash: null, hasErrors: true } } },
  confirm: { view: 'gallery/confirm', model: { ...confirm, page: { ...frame, flash: null } } },
  paper: { view: 'gallery/paper', model: { ...paper, page: { ...frame, flash: null } } },
  public: { view: 'gallery/public', model: { steps, now, until: at('2021-12-01T00:00:00'), page: visitor } },
  refused: {
    view: 'errors/refused',
    model: { sentence, requestId: 'K7F2', page: { ...frame, flash: null, breadcrumbs: [] } },
  },
  'not-found': {
    view: 'errors/not-found',
    model: { sentence: 'Không có trang này.', requestId: 'K7F2', page: visitor },
  },
  'too-many': {
    view: 'errors/too-many',
    model: { sentence: 'Đã thử 10 lần. Thử lại sau 15 phút.', requestId: 'K7F2', page: visitor },
  },
  fault: {
    view: 'errors/fault',
    model: {
      sentence: 'Hệ thống đang lỗi, dữ liệu đã lưu không mất. Thử lại sau 5 phút.',
      requestId: 'K7F2',
      page: visitor,
    },
  },
};
