import type { RefusalWordings } from '../../kernel/refusal.js';

export const PROPAGANDA_WORDINGS: RefusalWordings = {
  'propaganda-not-draft': {
    status: 409,
    say: () => 'Nội dung đã trình hoặc đã duyệt nên không sửa được. Mở bản mới rồi sửa ở đó.',
  },
  'propaganda-moved-on': {
    status: 409,
    say: () => 'Nội dung vừa được người khác xử lý. Xem trạng thái mới ở trang của nội dung.',
  },
  'propaganda-without-reason': { status: 422, say: () => 'Nhập lý do.' },
  'propaganda-needs-second': {
    status: 409,
    say: () => 'Nội dung này do chính ông/bà trình. Đơn vị có người khác duyệt được, nên nhờ người đó duyệt.',
  },
  'propaganda-image-isolated': {
    status: 409,
    say: () => 'Ảnh này bị cách ly vì có mã độc. Mở bản mới và chọn ảnh khác.',
  },
};
