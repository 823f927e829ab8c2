import type { ActWords } from '../audit/audit.words.js';
import type { RefusalWordings } from '../kernel/refusal.js';

export const ARCHIVE_WORDINGS: RefusalWordings = {
  'archive-in-making': {
    status: 409,
    say: () => 'Một bản lưu của cuộc thi này đang được lập. Chờ xong rồi lập bản mới.',
  },
  'archive-while-judging': {
    status: 409,
    say: () =>
      'Vòng chấm chưa khóa nên chưa lập được bản lưu: bản lưu có điểm của từng giám khảo. Lập bản lưu sau khi khóa vòng chấm.',
  },
  'archive-before-bundle': {
    status: 409,
    say: () => 'Gói kết quả của danh sách vừa công bố đang được đóng. Chờ vài phút rồi lập bản lưu.',
  },
};

/** How the log calls the acts of this room. */
export const ARCHIVE_ACT_WORDS: ActWords = {
  'contest-archive.ask': 'lập bản lưu toàn bộ cuộc thi',
  'contest-archive.export': 'xuất bản lưu toàn bộ cuộc thi ra tệp',
  'contest.arrive': 'nhập cuộc thi từ bản lưu của nơi khác',
};
