import type { ActWords } from '../audit/audit.words.js';
import type { JobState } from '../jobs/job.states.js';
import type { RefusalWordings } from '../kernel/refusal.js';
import type { StatusWord } from '../web/views/page.js';

/** What each kind of job does, for people; told by the top of the house, which knows all rooms. A kind without one is shown by its code. */
export type JobWords = Readonly<Record<string, string>>;
export const JOB_WORDS = Symbol('job words');

/** One table for how a job stands, and the word by which a list of such is asked for. */
export const JOB_STATE_WORDS: Readonly<
  Record<JobState, StatusWord & { query: string; figure: string; empty: string }>
> = {
  parked: {
    word: 'Đã dừng',
    tone: 'danger',
    query: 'dung',
    figure: 'đã dừng, cần xử lý',
    empty: 'Không có việc nào bị dừng.',
  },
  waiting: {
    word: 'Đang chờ',
    tone: 'warning',
    query: 'cho',
    figure: 'đang chờ',
    empty: 'Không có việc nào đang chờ.',
  },
  running: {
    word: 'Đang chạy',
    tone: 'info',
    query: 'chay',
    figure: 'đang chạy',
    empty: 'Không có việc nào đang chạy.',
  },
  planned: {
    word: 'Hẹn giờ',
    tone: 'neutral',
    query: 'hen',
    figure: 'hẹn giờ sau',
    empty: 'Không có việc nào hẹn giờ.',
  },
};

/** How the log calls the acts of this room. */
export const OPERATION_ACT_WORDS: ActWords = {
  'job.retry': 'cho chạy lại việc đã dừng',
  'job.discard': 'bỏ việc đã dừng',
};

export const OPERATION_WORDINGS: RefusalWordings = {
  'jobs-changed': {
    status: 409,
    say: () =>
      'Chưa làm gì: có việc vừa được người khác xử lý hoặc vừa dừng lần nữa. Xem lại danh sách dưới đây rồi bấm lại.',
  },
};
