import type { AwardLine } from './award.facts.js';
import { type CashTallies, tallyCash } from './award.tallies.js';
import { type LineView, toLineView, toTalliesView } from './award.view.js';
import type { ExportedResults } from './export.service.js';

/** The printed award list and pay-out list: an appendix whose number and day the clerk fills in (DOMAIN §4.1, §4.2). */
export function toPaperView({ contest, list, lines, head }: ExportedResults): object {
  return {
    about: contest.code,
    organiser: contest.organiserName,
    committee: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    contestTitle: head.title,
    notes: head.lines,
    isDraft: list?.state !== 'published',
    lines: lines.map(onPaper),
    tallies: toTalliesView(lines),
    blocks: toBlocks(lines, tallyCash(lines)),
    on: null,
    place: contest.organiserName.replace(/^UBND (tỉnh|huyện|thành phố|xã|phường|thị trấn) /, ''),
    payoutSigners: [
      { title: 'NGƯỜI LẬP', note: null, name: '' },
      { title: 'KẾ TOÁN', note: null, name: '' },
      { title: 'THỦ TRƯỞNG ĐƠN VỊ', note: '(Ký, đóng dấu)', name: '' },
    ],
    listSigners: [
      { title: 'TỔ THƯ KÝ', note: null, name: '' },
      { title: 'TM. BAN TỔ CHỨC', note: null, name: '' },
    ],
  };
}

/** One block a tier, best first, with its subtotal before its lines, as award lists of the province are laid out. */
export const toBlocks = (
  lines: readonly AwardLine[],
  { byTier }: CashTallies,
): (CashTallies['byTier'][number] & { lines: LineView[] })[] =>
  byTier.map((tier) => ({ ...tier, lines: lines.filter(({ tierCode }) => tierCode === tier.code).map(onPaper) }));

const onPaper = (line: AwardLine): LineView => toLineView(line, null);
