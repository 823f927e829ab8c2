import type { Reader } from '../database/tx.js';
import { JUDGEABLE_SQL } from '../entries/entry.conditions.js';
import type { RoundId } from '../kernel/ids.js';
import { judgingPaths } from './judging.paths.js';
import type { WaitingEntry } from './results.facts.js';

/** What would be left lying if a round were closed now, beside sheets that nobody signed. */
export interface OpenWork {
  /** Papers that came back and nobody has typed. */
  papersToType: number;
  /** Papers typed once that wait for a second typist. */
  papersToCheck: number;
  /** Codes of judges whose file of scores waits for their own yes or no, GK2 before GK10. */
  returnedFiles: readonly string[];
  /** Codes of judges with sheets that are not signed who took out a pack that has not come back; GK2 before GK10. */
  packsOut: readonly string[];
  /** Penalties and bonuses of entries that have too few signed sheets for a rank: they would count for nothing. */
  idleAdjustments: number;
}

/** What is left open in a round, in one query; `quorum`: how many signed sheets an entry needs for a rank. */
export async function openWorkOf(reader: Reader, roundId: RoundId, quorum: number): Promise<OpenWork> {
  const found = await reader.one<OpenWork>(
    `SELECT p.returned AS "papersToType", p.typed AS "papersToCheck",
            ARRAY(SELECT j.code FROM score_returns r JOIN panel_judges j ON j.round_id = r.round_id AND j.person_id = r.person_id
                   WHERE r.round_id = $1 AND j.removed_at IS NULL ORDER BY length(j.code), j.code COLLATE "C") AS "returnedFiles",
            ARRAY(SELECT j.code FROM panel_judges j
                   WHERE j.round_id = $1 AND j.removed_at IS NULL AND j.sheets_none + j.sheets_draft + j.sheets_done > 0
                     AND EXISTS (SELECT 1 FROM pack_takings t WHERE t.round_id = $1 AND t.person_id = j.person_id AND t.ended_at IS NULL)
                   ORDER BY length(j.code), j.code COLLATE "C") AS "packsOut",
            (SELECT count(*)::int FROM score_adjustments a JOIN entries e ON e.id = a.entry_id
              WHERE a.round_id = $1 AND ${JUDGEABLE_SQL}
                AND $2 > (SELECT count(*) FROM score_sheets s JOIN panel_judges j ON j.round_id = s.round_id AND j.person_id = s.person_id
                           WHERE s.round_id = $1 AND s.entry_id = a.entry_id AND s.state = 'signed' AND s.recused_at IS NULL
                             AND j.removed_at IS NULL)) AS "idleAdjustments"
       FROM (SELECT count(*) FILTER (WHERE ps.state = 'returned')::int AS returned, count(*) FILTER (WHERE ps.state = 'typed')::int AS typed
               FROM paper_sheets ps JOIN score_sheets s ON s.id = ps.sheet_id JOIN entries e ON e.id = s.entry_id
               JOIN panel_judges j ON j.round_id = s.round_id AND j.person_id = s.person_id AND j.removed_at IS NULL
              WHERE s.round_id = $1 AND s.recused_at IS NULL AND ${JUDGEABLE_SQL}) p`,
    [roundId, quorum],
  );
  if (found === null) throw new Error('a count answered nothing');
  return found;
}

/** The same as sentences with the page where each is done, `unmarked`: entries short of the first marks that the rule about gaps asks for; a re-marking that waits stops the closing, the others do not. */
export function sayOpenWork(
  { papersToType, papersToCheck, returnedFiles, packsOut, idleAdjustments }: OpenWork,
  waiting: readonly WaitingEntry[],
  unmarked: { entries: number; markers: number },
): { text: string; href: string; action: string }[] {
  const given = waiting.filter(({ opened }) => opened !== null).length;
  const line = (count: number, text: string, href: string, action: string) =>
    count === 0 ? [] : [{ text: `${count} ${text}`, href, action }];
  return [
    ...line(
      waiting.length,
      `hồ sơ chờ xử lý chênh lệch điểm${given === 0 ? '' : `, ${given} hồ sơ đã giao chấm lại`}; còn hồ sơ chờ thì chưa khóa được.`,
      judgingPaths.spread,
      'Xử lý chênh lệch',
    ),
    ...line(
      unmarked.entries,
      `hồ sơ có ít hơn ${unmarked.markers} phiếu chốt nên không được xếp hạng theo quy định về chênh lệch điểm.`,
      judgingPaths.progress,
      'Xem tiến độ',
    ),
    ...line(papersToType, 'phiếu giấy đã nhận nhưng chưa nhập.', `${judgingPaths.papersIn}?loc=cho-nhap`, 'Nhập phiếu'),
    ...line(
      papersToCheck,
      'phiếu giấy đã nhập một lần, chờ người thứ hai.',
      `${judgingPaths.papersIn}?loc=cho-doi-chieu`,
      'Đối chiếu',
    ),
    ...line(
      returnedFiles.length,
      `tệp chấm ngoại tuyến đã gửi lên nhưng giám khảo chưa xác nhận: ${returnedFiles.join(', ')}.`,
      judgingPaths.progress,
      'Xem tiến độ, nhắc giám khảo',
    ),
    ...line(
      packsOut.length,
      `giám khảo còn phiếu chưa chốt và giữ gói chấm ngoại tuyến chưa gửi lại: ${packsOut.join(', ')}.`,
      judgingPaths.packs,
      'Xem gói, nhắc giám khảo',
    ),
    ...line(
      idleAdjustments,
      'mục cộng, trừ điểm của hồ sơ chưa đủ phiếu để xếp hạng; khóa thì không có tác dụng.',
      judgingPaths.adjustments,
      'Cộng, trừ điểm',
    ),
  ];
}
