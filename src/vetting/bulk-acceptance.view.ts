import type { StatusWord } from '../web/views/page.js';
import type { AcceptanceCandidate } from './bulk-acceptance.service.js';
import { sayTicked } from './ticked.form.js';
import type { OpenedDesk } from './vetting.opening.js';
import { vettingPaths } from './vetting.paths.js';
import { withQuery } from '../web/with-query.js';

export interface BulkAcceptanceView {
  about: string;
  lead: string;
  finding: string;
  action: string;
  button: string;
  contestId: string;
  level: number;
  caption: string;
  rows: {
    code: string;
    href: string;
    communeName: string;
    villageName: string;
    outcome: StatusWord;
    /** Why it stays as it is; null for one that will be accepted. */
    why: string | null;
  }[];
  /** The dossiers that the button accepts, as they were seen; empty: there is no button. */
  seen: string[];
  backHref: string;
  /** What came between this page and its button: nothing was accepted. */
  blocked: { code: string; href: string; why: string }[];
}

const WILL: StatusWord = { word: 'Sẽ tiếp nhận', tone: 'success' };
const STAYS: StatusWord = { word: 'Giữ nguyên', tone: 'neutral' };

/** What will happen to each ticked dossier, and why not; `say` turns a refusal into its sentence. */
export function toBulkAcceptance(
  { desk, contest }: OpenedDesk,
  candidates: readonly AcceptanceCandidate[],
  {
    blocked,
    say,
  }: { blocked: BulkAcceptanceView['blocked']; say: (refusal: NonNullable<AcceptanceCandidate['refusal']>) => string },
): BulkAcceptanceView {
  const ready = candidates.filter(({ refusal }) => refusal === null);
  const stays = candidates.length - ready.length;
  return {
    about: contest.name,
    lead: `${desk.unitName} – ${desk.levelName}`,
    finding:
      ready.length === 0
        ? 'Chưa hồ sơ nào trong số đã chọn tiếp nhận được. Mở từng hồ sơ để kiểm tra tiếp.'
        : stays === 0
          ? `Cả ${ready.length} hồ sơ đã kiểm tra đủ và đạt mọi mục.`
          : `${ready.length} hồ sơ đã kiểm tra đủ và đạt mọi mục. ${stays} hồ sơ khác giữ nguyên, vì lý do ghi ở dưới.`,
    action: vettingPaths.acceptance,
    button: `Tiếp nhận ${ready.length} hồ sơ`,
    contestId: contest.id,
    level: desk.level,
    caption: `${candidates.length} hồ sơ đã chọn`,
    rows: candidates.map(({ entry, refusal }) => ({
      code: entry.code,
      href: vettingPaths.one(entry.code),
      communeName: entry.communeName,
      villageName: entry.villageName,
      outcome: refusal === null ? WILL : STAYS,
      why: refusal === null ? null : say(refusal),
    })),
    seen: ready.map(({ entry, checklistVersion }) =>
      sayTicked({ code: entry.code, entryVersion: entry.version, checklistVersion }),
    ),
    backHref: withQuery(vettingPaths.queue, { 'cuoc-thi': contest.slug, cap: desk.level }),
    blocked,
  };
}
