import type { Act } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { formatFileSize } from '../kernel/vietnamese/numbers.js';
import { acceptOf, sayKinds } from '../storage/file-kinds.js';
import type { ScanState } from '../storage/file-scans.js';
import type { FieldLimits, ReceivedFile } from '../storage/upload.engine.js';
import type { Uploads } from '../storage/uploads.js';
import { answerForm, type FormAnswer, Page, SeeOther } from '../web/answer.js';
import { parsedForm, wordsOf } from '../web/form.js';
import { actOf, type WebRequest, type Words } from '../web/request.js';
import { faultyForm, type FormState } from '../web/views/form-state.js';
import type { StatusWord } from '../web/views/page.js';
import type { Wording } from '../web/wording.js';
import { frameOfContest } from './contest.frame.js';
import type { Desk } from './parts/part.js';
import { deskCrumbs } from './parts/part.view.js';

/** The name of the file field. */
const FILE_FIELD = 'files';

/** What of an attached file its page shows. */
interface AttachedFile {
  id: string;
  name: string;
  size: number;
  scanState: ScanState;
}

/** The page on which an organiser attaches files to a row of a contest: what hangs there, each with its removal, and the form. */
export function attachedFilesPage(
  desk: Desk,
  form: FormState,
  of: {
    heading: string;
    files: readonly AttachedFile[];
    limits: FieldLimits;
    action: string;
    removalHref: (fileId: string) => string;
    back: { href: string; label: string };
    /** What an untroubled file is called. */
    standsText: string;
  },
): Page {
  const { maxBytes, maxFiles, kinds } = of.limits;
  return new Page(
    'contests/attached-files',
    {
      heading: of.heading,
      about: desk.contest.name,
      form,
      version: desk.contest.version,
      action: of.action,
      accept: acceptOf(kinds),
      hint: `${sayKinds(kinds)}, mỗi tệp không quá ${formatFileSize(maxBytes)}, mỗi lần nhiều nhất ${maxFiles} tệp.`,
      asksReason: desk.contest.state === 'open',
      files: of.files.map((file) => ({
        name: file.name,
        size: formatFileSize(file.size),
        ...standingOf(file, of.standsText),
        removeHref: of.removalHref(file.id),
      })),
      backHref: of.back.href,
      backLabel: `Về danh sách ${of.back.label.toLowerCase()}`,
    },
    frameOfContest(desk.contest, desk.calendar, deskCrumbs(desk, of.back, { href: null, label: 'Tệp kèm' })),
  );
}

/** Where the files of a form go, and the page that shows it again. */
interface Attaching {
  limits: FieldLimits;
  attach: (act: Act, words: Words, files: readonly ReceivedFile[]) => Promise<void>;
  location: string;
  again: (form: FormState) => Promise<Page>;
}

/** The answer to the page's form: attaches files that are good; each of the others is named on the page that comes back. */
export const answerAttached = (
  req: WebRequest,
  tools: { uploads: Uploads; wording: Wording },
  of: Attaching,
): FormAnswer =>
  answerForm({
    form: parsedForm({}, of, []),
    act: (asked) => receive(req, tools, asked),
    then: (answer) => answer,
    again: (form) => of.again({ ...form, values: wordsOf((req.body ?? {}) as Words) }),
  });

async function receive(
  req: WebRequest,
  { uploads, wording }: { uploads: Uploads; wording: Wording },
  of: Attaching,
): Promise<Page | SeeOther> {
  const { words, files, refused } = await uploads.receive(req, { ...of.limits, fieldName: FILE_FIELD });
  if (files.length === 0 && refused.length === 0) throw new Refused({ code: 'no-file-chosen', field: FILE_FIELD });
  // Only now is the body read: the act's form key is made from its words and the files' hashes.
  if (files.length > 0) await of.attach(actOf(req), words, files);
  if (refused.length === 0) return new SeeOther(of.location, `Đã thêm ${files.length} tệp.`);
  const faults = refused.map((refusal) => ({ field: FILE_FIELD, text: wording.of(refusal).sentence }));
  const kept = files.length === 0 ? [] : [{ href: '#noi-dung', text: `${files.length} tệp còn lại đã được thêm.` }];
  const form = faultyForm(wordsOf(words), faults);
  const page = await of.again({ ...form, summary: [...form.summary, ...kept] });
  return new Page(page.view, page.model, page.frame, 422);
}

/** How a file stands, and what the organiser is to do about it; no note where nothing is. */
const standingOf = ({ scanState }: AttachedFile, standsText: string): { status: StatusWord; note: string | null } =>
  scanState === 'infected'
    ? {
        status: { word: 'Bị cách ly', tone: 'danger' },
        note: 'Có mã độc, không ai tải được. Gửi tệp sạch ở dưới, rồi xóa tệp này.',
      }
    : { status: { word: standsText, tone: 'success' }, note: null };
