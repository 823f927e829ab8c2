import type { UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { NewNotice } from '../notices/notice.facts.js';
import { awardPaths } from './award.paths.js';

/** To the communes of the contest: that the result stands, and where. The result itself is read there alone. */
export const publicationNotice = (
  { slug, noun }: { slug: string; noun: string },
  { listId, isCorrection, communeIds }: { listId: string; isCorrection: boolean; communeIds: readonly UnitId[] },
): NewNotice => ({
  event: 'publication',
  to: { kind: 'units', role: 'commune', unitIds: communeIds },
  once: `published:${listId}`,
  subject: isCorrection ? 'Đã công bố lại kết quả' : 'Đã công bố kết quả',
  paragraphs: [
    isCorrection
      ? `Kết quả ${noun.toLowerCase()} đã được công bố lại, thay cho bản trước.`
      : `Kết quả ${noun.toLowerCase()} đã được công bố.`,
  ],
  action: { label: 'Xem kết quả', path: awardPaths.results(slug) },
  deadlineAt: null,
});

/** To the organisers: the moment came and the list could not go out; why stands on their page. Once for each moment. */
export const heldNotice = ({ slug }: { slug: string }, { listId, at }: { listId: string; at: Instant }): NewNotice => ({
  event: 'publication',
  to: { kind: 'contest', roles: ['organiser'] },
  once: `held:${listId}:${at.getTime()}`,
  subject: 'Chưa công bố được kết quả lúc đã hẹn',
  paragraphs: [
    `Kết quả hẹn công bố lúc ${formatDateTime(at)} nhưng chưa công bố được, nên chưa ai ngoài Ban Tổ chức thấy gì.`,
    'Mở trang công bố để xem vì sao, rồi hẹn lại hoặc công bố ngay.',
  ],
  action: { label: 'Mở trang công bố', path: awardPaths.publication(slug) },
  deadlineAt: null,
});
