import { barChart, dotPlot } from '../../../src/web/views/charts.js';
import { faultyForm, freshForm } from '../../../src/web/views/form-state.js';
import { pagingOf } from '../../../src/web/views/page.js';

export const at = (text: string): Date => new Date(`${text}+07:00`);

export const statusWords = {
  draft: { word: 'Nháp', tone: 'neutral' },
  submitted: { word: 'Đã nộp, chờ tiếp nhận', tone: 'info' },
  accepted: { word: 'Đã tiếp nhận', tone: 'teal' },
  vetting: { word: 'Đang thẩm định', tone: 'violet' },
  judging: { word: 'Đang chấm', tone: 'indigo' },
  eligible: { word: 'Đủ điều kiện', tone: 'success' },
  returned: { word: 'Yêu cầu bổ sung', tone: 'warning' },
  refused: { word: 'Không được tiếp nhận', tone: 'danger' },
} as const;

const means = ['87.50', '81.00', '79.25', '64.00'];
const marks = [
  [9000, 8500, 8750],
  [8100, 8100, 8100],
  [9200, 6500, 8075],
  [6400, null, 6400],
];
const groups = ['Bản Nà Ly an toàn', 'Tổ dân phố số 4 thị trấn Tam Đường', 'Bản Hợp Nhất', 'Thôn Cò Nọt Mông'];

export const queue = {
  form: freshForm({ q: 'nà ly' }),
  states: Object.entries(statusWords).map(([value, { word }]) => ({ value, label: word })),
  chosen: [
    { label: 'Tìm: nà ly', href: '/tham-dinh?loc=1' },
    { label: 'Xã Bản Bo', href: '/tham-dinh?q=1' },
  ],
  statusWords,
  rows: Object.keys(statusWords).map((state, index) => ({
    href: '/tham-dinh/x',
    number: `ZALO21-211124-000${index + 1}`,
    group: groups[index % 4],
    commune: 'Bản Bo',
    state,
    files: 5,
    submittedAt: state === 'draft' ? null : at('2021-11-24T09:41:00'),
  })),
  paging: pagingOf({ page: 4, pageSize: 50, total: 512, hrefOf: (page) => `?trang=${page}` }),
  judges: ['Giám khảo 1', 'Giám khảo 2', 'Giám khảo 3'],
  scores: groups.map((label, index) => ({ label, marks: marks[index], mean: means[index] })),
  dots: dotPlot({
    id: 'spread',
    title: 'Tổng điểm của từng giám khảo',
    finding: 'Bản Hợp Nhất có khoảng cách lớn nhất giữa hai giám khảo: 27 điểm.',
    middleName: 'trung bình',
    judges: ['GK 1', 'GK 2', 'GK 3'],
    rows: groups.map((label, row) => ({
      label,
      dots: (marks[row] ?? []).map((mark) =>
        mark === null ? null : { value: mark / 100, text: String(mark / 100).replace('.', ',') },
      ),
      middle: { value: Number(means[row]), text: String(means[row]).replace('.', ',') },
    })),
  }),
  bars: barChart({
    id: 'by-unit',
    title: 'Hồ sơ đã nộp theo xã',
    finding: 'Bản Bo nộp nhiều nhất, Nùng Nàng chưa nộp.',
    unit: 'hồ sơ',
    bars: [
      { label: 'Bản Bo', value: 7, valueText: '7' },
      { label: 'Bình Lư', value: 5, valueText: '5' },
      { label: 'Thị trấn Tam Đường và các bản phụ cận', value: 3, valueText: '3', tone: 'two' },
      { label: 'Nùng Nàng', value: 0, valueText: '0', tone: 'muted' },
    ],
  }),
  progress: [
    { label: 'Bản Bo', part: 7, whole: 11, words: '7 trên 11 bản', tone: 'success' },
    { label: 'Nùng Nàng', part: 1, whole: 9, words: '1 trên 9 bản', tone: 'warning' },
  ],
  differences: [
    { label: 'Tên nhóm', mine: 'Bản Nà Ly an toàn', saved: 'Nhóm Zalo bản Nà Ly', differs: true },
    { label: 'Số thành viên', mine: '62', saved: '62', differs: false },
    { label: 'Tóm tắt', mine: 'Nhóm lập ngày 02/5/2021.', saved: null, differs: true },
  ],
};

export const judge = {
  form: faultyForm({ 'points[A]': '17,5', 'points[B]': '38', 'points[C]': '25' }, [
    { field: 'points[C]', text: '“Tác động”: nhập số từ 0 đến 20, ví dụ 17,5.' },
  ]),
  facts: [
    { label: 'Nhóm', value: 'Bản Nà Ly an toàn', valueHref: null, href: null },
    { label: 'Thành viên', value: '62 người', valueHref: null, href: null },
    {
      label: 'Thành tích',
      value: 'Đăng 214 tin tuyên truyền.\nVận động 100% hộ cài Bluezone.',
      valueHref: null,
      href: null,
    },
  ],
  paperFile: {
    label: 'Báo cáo thành tích',
    name: null,
    bytes: 1_258_291,
    originalHref: '/f',
    imageHref: null,
    videoHref: null,
    pages: [
      { href: '/photo.svg', width: 600, height: 800 },
      { href: '/photo.svg', width: 600, height: 800 },
    ],
    text: null,
  },
  photo: {
    label: 'Ảnh hoạt động',
    name: null,
    bytes: 451_000,
    originalHref: null,
    imageHref: '/photo.svg',
    videoHref: null,
    pages: [],
    text: null,
  },
  criteria: [
    {
      name: 'points[A]',
      label: 'Nội dung',
      hint: 'Từ 0 đến 20. Tin đúng nguồn, kịp thời, dễ hiểu.',
      unit: '/ 20 điểm',
    },
    {
      name: 'points[B]',
      label: 'Cách làm',
      hint: 'Từ 0 đến 60. Có phân công, có lịch đăng, có người trả lời.',
      unit: '/ 60 điểm',
    },
    {
      name: 'points[C]',
      label: 'Tác động',
      hint: 'Từ 0 đến 20. Số hộ tham gia, việc cụ thể đã làm được.',
      unit: '/ 20 điểm',
    },
  ],
};

export const confirm = {
  form: freshForm(),
  facts: [
    { label: 'Vòng chấm', value: 'Vòng chung khảo', valueHref: null, href: null },
    { label: 'Phiếu đã ký', value: '90/90', valueHref: '/thu-ky/tien-do', href: '/sua', action: 'Xem' },
    { label: 'Ghi chú', value: null, valueHref: null, href: '/sua' },
  ],
};

export const paper = {
  rows: groups.map((group, index) => ({ group, mean: means[index], amount: index < 2 ? 3_000_000 : null })),
  total: 6_000_000,
  columns: [
    { title: 'THƯ KÝ', note: null, name: 'Nguyễn Thị Hòa' },
    { title: 'TRƯỞNG BAN GIÁM KHẢO', note: null, name: '' },
    { title: 'TM. BAN TỔ CHỨC', note: '(Ký, đóng dấu)', name: '' },
  ],
};
