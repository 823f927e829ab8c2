import type { UnitId } from '../kernel/ids.js';
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
