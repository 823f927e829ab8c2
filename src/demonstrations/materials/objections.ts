/** What two communes object to in the list of the demonstration. Both are samples, and their words say so. */
export const SAMPLE_OBJECTIONS = {
  list: 'Kiến nghị mẫu: Cơ cấu giải của Thể lệ còn một giải Nhì mà danh sách không trao. Đề nghị Ban Tổ chức cho biết căn cứ.',
  place:
    'Kiến nghị mẫu: Đề nghị Ban Tổ chức kiểm tra lại điểm của hồ sơ này. Số thành viên nhóm đã khai trong báo cáo thành tích là số đến ngày nộp hồ sơ.',
} as const;

/** The answer to the first: what the committee decided over the draft, and what the list says. */
export const SAMPLE_ANSWER = {
  outcome: 'kept',
  words:
    'Trả lời mẫu: Ban Tổ chức đã đối chiếu bảng tổng hợp điểm và biên bản chấm. Một giải Nhì không trao vì không có thêm hồ sơ đạt mức điểm sàn của giải; quyết định và lý do đã ghi trong gói kết quả công bố cùng danh sách. Danh sách khen thưởng giữ nguyên.',
} as const;

/** What the commune of the shown dossier lets everybody read: its group and what it does, nobody's name. */
export const SHOWN_FIELDS = ['ten-nhom', 'tom-tat'];
