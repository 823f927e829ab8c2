import type { ExportedResults } from './export.service.js';
import { toLineView, toTalliesView } from './award.view.js';

/** The printed award list and pay-out list: an appendix whose number and day the clerk fills in (DOMAIN §4.1, §4.2). */
export function toPaperView({ contest, list, lines, head }: ExportedResults): object {
  return {
    about: contest.code,
    organiser: contest.organiserName,
    committee: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    contestTitle: head.title,
    notes: head.lines,
    isDraft: list?.state !== 'published',
    lines: lines.map(toLineView),
    tallies: toTalliesView(lines),
    // Subtotals stand before the lines of each tier, as award lists of the province are laid out.
    blocks: toTalliesView(lines).byTier.map((tier) => ({
      ...tier,
      lines: lines.filter((line) => line.tierName === tier.name).map(toLineView),
    })),
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
