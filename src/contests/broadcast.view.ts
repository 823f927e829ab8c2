import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { placeInSentence, tellPlace } from '../kernel/vietnamese/places.js';
import type { Reach } from '../notices/notice.facts.js';
import { contactLine, letterOf, zaloText } from '../notices/notice.letter.js';
import { Page } from '../web/answer.js';
import { type DifferenceRow, differenceRow } from '../web/views/difference.js';
import type { FormState } from '../web/views/form-state.js';
import { AUDIENCE_WORDS, AUDIENCES, BROADCAST_LIMITS, type BroadcastFacts, paragraphsOf } from './broadcast.facts.js';
import type { BroadcastUnit } from './broadcast.repository.js';
import { frameOfContest } from './contest.frame.js';
import { contestPaths } from './contest.paths.js';
import type { Desk } from './parts/part.js';
import { deskCrumbs } from './parts/part.view.js';

/** “Các xã dự thi, huyện Tam Đường” */
export const sayAudience = ({ audience, unitName }: Pick<BroadcastFacts, 'audience' | 'unitName'>): string =>
  [AUDIENCE_WORDS[audience], unitName].filter((part) => part !== null).join(', ');

/** One line of the list of what organisers wrote. */
export const toBroadcastRow = (slug: string, broadcast: BroadcastFacts) => ({
  href: contestPaths.broadcast(slug, broadcast.id),
  subject: broadcast.subject,
  audience: sayAudience(broadcast),
  isDraft: broadcast.sentAt === null,
  state:
    broadcast.sentAt === null
      ? { word: 'Bản nháp', tone: 'info' as const }
      : { word: 'Đã gửi', tone: 'success' as const },
  byText:
    broadcast.sentAt === null
      ? `${broadcast.writtenByName}, ${formatDateTime(broadcast.writtenAt)}`
      : `${broadcast.sentByName ?? ''}, ${formatDateTime(broadcast.sentAt)}`,
  told: broadcast.told,
});

/** What the form of a drafted notice shows. */
export const typedBroadcast = (draft: BroadcastFacts) => ({
  audience: draft.audience,
  unit: draft.unitId ?? '',
  subject: draft.subject,
  body: draft.body,
});

const AUDIENCE_OPTIONS = AUDIENCES.map((value) => ({ value, label: AUDIENCE_WORDS[value] }));
const WHOLE_CONTEST = 'Toàn cuộc thi';

const toUnitOption = ({ id, name, districtName }: BroadcastUnit) => ({
  value: id as string,
  label: districtName === null ? `Cả ${placeInSentence(name)}` : tellPlace(name, districtName),
});

/** One’s own words beside what a colleague has stored meanwhile. */
function differenceOf(
  form: FormState,
  saved: ReturnType<typeof typedBroadcast>,
  units: readonly { value: string; label: string }[],
): DifferenceRow[] {
  const mine = (name: keyof typeof saved): string => String(form.values[name] ?? '');
  const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
    options.find((option) => option.value === value)?.label ?? '';
  const unit = (value: string): string => (value === '' ? WHOLE_CONTEST : labelOf(units, value));
  return [
    differenceRow('Người nhận', labelOf(AUDIENCE_OPTIONS, mine('audience')), labelOf(AUDIENCE_OPTIONS, saved.audience)),
    differenceRow('Đơn vị', unit(mine('unit')), unit(saved.unit)),
    differenceRow('Tiêu đề', mine('subject'), saved.subject),
    differenceRow('Nội dung', mine('body'), saved.body),
  ];
}

/** The form of a notice, new (`draft` null) or drafted. */
export function broadcastFormPage(
  desk: Desk,
  given: { draft: BroadcastFacts | null; units: readonly BroadcastUnit[]; form: FormState; isStale: boolean },
): Page {
  const { draft, form, isStale } = given;
  const { contest, calendar } = desk;
  const { slug } = contest;
  const heading = draft === null ? 'Soạn thông báo' : 'Sửa thông báo';
  const { subject, paragraphs, paragraph } = BROADCAST_LIMITS;
  const units = given.units.map(toUnitOption);
  return new Page(
    'contests/broadcast-form',
    {
      heading,
      about: contest.name,
      form,
      version: draft?.version ?? null,
      action: draft === null ? contestPaths.newBroadcast(slug) : contestPaths.broadcastEdit(slug, draft.id),
      difference: isStale && draft !== null ? differenceOf(form, typedBroadcast(draft), units) : null,
      audiences: AUDIENCE_OPTIONS,
      units,
      wholeContest: WHOLE_CONTEST,
      subjectMax: subject,
      subjectHint: `Nhiều nhất ${subject} ký tự. Nói ngay việc gì, ví dụ “Họp trực tuyến về hồ sơ, 14 giờ ngày 25/11”.`,
      bodyHint: `Nhiều nhất ${paragraphs} đoạn, mỗi đoạn ${paragraph} ký tự; để trống một dòng giữa hai đoạn. Nói việc cần làm và hạn. Không ghi tên thành viên, điểm, đường dẫn.`,
      backHref: draft === null ? contestPaths.notices(slug) : contestPaths.broadcast(slug, draft.id),
    },
    frameOfContest(contest, calendar, crumbs(desk, heading)),
  );
}

/** A notice as each reader will get it, with the buttons that are still open; after it was sent, as it went out. */
export function broadcastPage(
  desk: Desk,
  { broadcast, reach, mailsLeave }: { broadcast: BroadcastFacts; reach: Reach; mailsLeave: boolean },
): Page {
  const { contest, calendar } = desk;
  const { slug, organiserName } = contest;
  const { id, subject, version, sentAt } = broadcast;
  const paragraphs = paragraphsOf(broadcast.body);
  const contact = contactLine(contest);
  const letter = letterOf({ subject, paragraphs, contact, senderName: organiserName, actionLabel: null }, null);
  const isDraft = sentAt === null;
  return new Page(
    'contests/broadcast',
    {
      heading: subject,
      about: contest.name,
      isDraft,
      isRehearsal: contest.rehearsal,
      mails: mailsLeave && !contest.rehearsal,
      facts: [
        { label: 'Người nhận', value: sayAudience(broadcast) },
        isDraft
          ? { label: 'Sẽ gửi tới', value: sayReach(reach, mailsLeave && !contest.rehearsal) }
          : { label: 'Đã gửi tới', value: `${broadcast.told ?? 0} người` },
        isDraft
          ? { label: 'Soạn', value: `${broadcast.writtenByName}, ${formatDateTime(broadcast.writtenAt)}` }
          : { label: 'Gửi', value: `${broadcast.sentByName ?? ''}, ${formatDateTime(sentAt)}` },
      ],
      without: isDraft ? sayWithout(reach.unitsWithout) : null,
      subject,
      paragraphs,
      senderName: organiserName,
      contact,
      mailText: letter.text,
      zalo: zaloText({ subject, paragraphs }, organiserName),
      version,
      sendAction: contestPaths.broadcast(slug, id),
      sendLabel: `Gửi tới ${reach.people} người`,
      canSend: reach.people > 0,
      tryAction: contestPaths.broadcastTrial(slug, id),
      editHref: contestPaths.broadcastEdit(slug, id),
      removeAction: contestPaths.broadcastRemoval(slug, id),
      backHref: contestPaths.notices(slug),
    },
    frameOfContest(contest, calendar, crumbs(desk, subject)),
  );
}

const crumbs = (desk: Desk, label: string) =>
  deskCrumbs(desk, { href: contestPaths.notices(desk.contest.slug), label: 'Thông báo' }, { href: null, label });

function sayReach({ people, byMail }: Reach, mails: boolean): string {
  if (people === 0) return 'Chưa có ai: chưa tài khoản nào nhận được.';
  return mails ? `${people} người, trong đó ${byMail} người nhận thêm thư điện tử` : `${people} người`;
}

/** Names the units that nobody would read it for; of many the first ten. */
function sayWithout(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const [shown, more] = [names.slice(0, 10).join(', '), names.length - 10];
  return `Chưa có tài khoản nên không nhận được: ${shown}${more > 0 ? ` và ${more} đơn vị khác` : ''}. Sao chép tin Zalo để gửi cho các đơn vị này.`;
}
