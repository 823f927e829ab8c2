/** What the sample office and the organisers saw; made up, like every figure of the sample drives. Codes are those of communes in 2021. */
export const SAMPLE_OBSERVATIONS: readonly {
  by: 'tham-dinh' | 'to-chuc';
  commune: string;
  on: string;
  kind: 'merit' | 'shortcoming';
  seen: string;
}[] = [
  {
    by: 'tham-dinh',
    commune: 'Xã Bản Bo',
    on: '2021-10-28',
    kind: 'merit',
    seen: 'Lập đủ nhóm ở các bản ngay tuần đầu, trưởng bản đều là trưởng nhóm.',
  },
  {
    by: 'tham-dinh',
    commune: 'Xã Bản Bo',
    on: '2021-11-12',
    kind: 'merit',
    seen: 'Tin của Phòng Y tế được chuyển tới mọi nhóm trong ngày, có phản hồi của người dân.',
  },
  {
    by: 'tham-dinh',
    commune: 'Xã Bình Lư',
    on: '2021-11-05',
    kind: 'merit',
    seen: 'Chi đoàn xã đến từng nhà giúp người cao tuổi quét mã quan tâm trang Zalo.',
  },
  {
    by: 'tham-dinh',
    commune: 'Xã Bình Lư',
    on: '2021-11-17',
    kind: 'shortcoming',
    seen: 'Hai bản để nhóm không có tin mới trong hai tuần.',
  },
  {
    by: 'to-chuc',
    commune: 'Xã San Thàng',
    on: '2021-11-10',
    kind: 'merit',
    seen: 'Trường học cùng tổ dân phố hướng dẫn cài ứng dụng vào buổi họp phụ huynh.',
  },
];
/** Written down wrongly and put right the next day. */
export const SAMPLE_CORRECTION = {
  index: 1,
  seen: 'Tin của Phòng Y tế được chuyển tới 9 trong 11 nhóm của xã trong ngày, có phản hồi của người dân.',
  reason: 'Đối chiếu lại: 2 bản chuyển tin hôm sau',
} as const;

export const SAMPLE_PROPOSAL = {
  title: 'trong phong trào sử dụng hiệu quả nhóm Zalo cộng đồng (mẫu)',
  addressee: 'Hội đồng Thi đua - Khen thưởng huyện Tam Đường',
  grounds:
    'Căn cứ Luật Thi đua, khen thưởng ngày 26/11/2003 và các luật sửa đổi, bổ sung\nCăn cứ Kế hoạch số 3417/KH-UBND ngày 22/10/2021 của UBND tỉnh',
  proposedOn: '2021-11-23',
} as const;
/** `rests`: which of the observations above; null: none, for the reason given. */
export const SAMPLE_NOMINEES = [
  {
    kind: 'individual',
    name: 'Lò Văn Mẫu',
    post: 'Trưởng bản Nà Khum',
    commune: 'Xã Bản Bo',
    form: 'khen:giay-khen-xa',
    achievements: 'Giữ nhóm Zalo của bản hoạt động hằng ngày, 96 hộ tham gia; chuyển đủ tin phòng, chống dịch.',
    rests: [0, 1],
    unlinkedReason: null,
  },
  {
    kind: 'organisation',
    name: 'Chi đoàn xã Bình Lư (mẫu)',
    post: '',
    commune: 'Xã Bình Lư',
    form: 'khen:giay-khen-xa',
    achievements: 'Giúp hơn 120 người cao tuổi quan tâm trang Zalo phòng, chống dịch.',
    rests: [2],
    unlinkedReason: null,
  },
  {
    kind: 'unit',
    name: 'Trạm Y tế xã Bản Bo',
    post: '',
    commune: 'Xã Bản Bo',
    form: 'khen:bang-khen-tinh',
    achievements: 'Viết lại các hướng dẫn phòng dịch bằng lời dễ hiểu cho nhóm của bản.',
    rests: [],
    unlinkedReason: 'Theo báo cáo của UBND xã, chưa có ghi nhận riêng',
  },
] as const;

/** A day in the last whole week that the sample office reports upward on. */
export const SAMPLE_REPORT_WEEK = '2021-11-15';
