import type { ListedJob } from '../jobs/job.facts.js';
import type { JobStanding } from '../jobs/job.figures.js';
import { JOB_STATES, type JobState } from '../jobs/job.states.js';
import { withoutSecrets } from '../kernel/machine-words.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { Refusal } from '../kernel/refusal.js';
import type { FormState } from '../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../web/views/page.js';
import { saySeen } from './job.form.js';
import { jobPaths } from './job.paths.js';
import { JOB_STATE_WORDS, type JobWords } from './job.words.js';

export const JOBS_PER_PAGE = 50;
const ERROR_LENGTH = 300;

interface JobRow {
  id: number;
  name: string;
  about: string;
  status: StatusWord;
  tries: string;
  addedText: string;
  whenText: string;
  error: string | null;
}

export interface JobDeskView {
  lead: string;
  figures: { value: number; label: string; href: string; note: string | null }[];
  caption: string;
  order: string;
  whenHead: string;
  rows: JobRow[];
  emptyText: string;
  canAct: boolean;
  tick: { href: string; label: string };
  isTicked: boolean;
  retryAction: string;
  discardAction: string;
  paging: Paging;
}

/** The state that `?loc=` asks for; those that stopped, when it asks for none. */
export const stateAsked = (typed: unknown): JobState =>
  JOB_STATES.find((state) => JOB_STATE_WORDS[state].query === typed) ?? 'parked';

const addressOf = (words: Record<string, string>): string => {
  const query = new URLSearchParams(Object.entries(words).filter(([, word]) => word !== ''));
  return query.size === 0 ? jobPaths.desk : `${jobPaths.desk}?${query.toString()}`;
};

export function toJobDesk(
  standing: JobStanding,
  { state, page, isTicked }: { state: JobState; page: number; isTicked: boolean },
  { jobs, total }: { jobs: readonly ListedJob[]; total: number },
  words: JobWords,
): JobDeskView {
  const loc = state === 'parked' ? '' : JOB_STATE_WORDS[state].query;
  const trang = page === 1 ? '' : String(page);
  return {
    lead: 'Việc hệ thống làm sau mỗi thao tác: gửi thư, kiểm tra tệp, dựng ảnh. Việc lỗi 5 lần thì dừng, chờ quản trị xem.',
    figures: JOB_STATES.map((one) => ({
      value: standing.count[one],
      label: JOB_STATE_WORDS[one].figure,
      href: addressOf({ loc: one === 'parked' ? '' : JOB_STATE_WORDS[one].query }),
      note: null,
    })),
    caption: `Việc ${JOB_STATE_WORDS[state].word.toLowerCase()}`,
    order: state === 'parked' ? 'Mới dừng trước.' : 'Đến lượt trước đứng trước.',
    whenHead: { parked: 'Dừng lúc', waiting: 'Đến lượt từ', running: 'Giữ đến', planned: 'Chạy lúc' }[state],
    rows: jobs.map((job) => toJobRow(job, state, words)),
    emptyText: JOB_STATE_WORDS[state].empty,
    canAct: state === 'parked',
    tick: isTicked
      ? { href: addressOf({ loc, trang }), label: 'Bỏ chọn cả trang' }
      : { href: addressOf({ loc, trang, chon: 'trang' }), label: 'Chọn cả trang này' },
    isTicked,
    retryAction: jobPaths.retry,
    discardAction: jobPaths.discard,
    paging: pagingOf({
      page,
      pageSize: JOBS_PER_PAGE,
      total,
      hrefOf: (wanted) => addressOf({ loc, trang: String(wanted) }),
    }),
  };
}

export interface JobPreviewView {
  heading: string;
  lead: string;
  form: FormState;
  action: string;
  button: string;
  tone: 'success' | 'danger';
  needsReason: boolean;
  warning: string;
  rows: JobRow[];
  seen: string[];
  backHref: string;
  changed: string | null;
}

/** What the button would do, and to which: nothing has happened yet. */
export function toJobPreview(
  verb: 'retry' | 'discard',
  jobs: readonly ListedJob[],
  { form, refusal, say }: { form: FormState; refusal: Refusal | null; say: (refusal: Refusal) => string },
  words: JobWords,
): JobPreviewView {
  const isRetry = verb === 'retry';
  return {
    heading: isRetry ? 'Chạy lại việc đã dừng' : 'Bỏ việc đã dừng',
    lead: isRetry
      ? 'Các việc dưới đây sẽ chạy lại ngay, như mới. Chưa có gì thay đổi cho đến khi bấm nút.'
      : 'Các việc dưới đây sẽ không bao giờ được làm nữa. Chưa có gì thay đổi cho đến khi bấm nút.',
    form,
    action: isRetry ? jobPaths.retry : jobPaths.discard,
    button: isRetry ? `Chạy lại ${jobs.length} việc` : `Bỏ ${jobs.length} việc`,
    tone: isRetry ? 'success' : 'danger',
    needsReason: !isRetry,
    warning: isRetry
      ? 'Nguyên nhân lỗi chưa được khắc phục thì việc sẽ lại dừng sau 5 lần.'
      : 'Hồ sơ và tệp giữ nguyên như bây giờ; chỉ phần việc này không được làm. Không lấy lại được.',
    rows: jobs.map((job) => toJobRow(job, 'parked', words)),
    seen: jobs.flatMap(({ id, parkedAt }) => (parkedAt === null ? [] : [saySeen({ id, parkedAt })])),
    backHref: jobPaths.desk,
    changed: refusal === null ? null : say(refusal),
  };
}

function toJobRow(job: ListedJob, state: JobState, words: JobWords): JobRow {
  const { word, tone } = JOB_STATE_WORDS[state];
  return {
    id: job.id,
    name: words[job.kind] ?? job.kind,
    about: Object.entries(job.about)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', '),
    status: { word, tone },
    tries: job.tries === 0 ? 'chưa chạy' : `${job.tries} lần`,
    addedText: formatDateTime(job.addedAt),
    whenText: formatDateTime(job.parkedAt ?? job.dueAt),
    error: job.lastError === null ? null : withoutSecrets(job.lastError).slice(0, ERROR_LENGTH),
  };
}
