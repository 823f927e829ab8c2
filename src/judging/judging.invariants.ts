import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContestReader } from '../contests/contest.reader.js';
import { type Breach, heldInSql, type Invariant, Invariants } from '../database/invariants.js';
import type { Reader } from '../database/tx.js';
import type { ContestId, RoundId } from '../kernel/ids.js';
import { JudgingResults } from './judging.results.js';
import type { MatrixRow } from './results.facts.js';
import { ResultsRepository } from './results.repository.js';

// No breach tells a mark: whoever looks after the machine may not know marks while judging goes on.

/** A sheet with its round, judge and dossier, named for a person. */
const SHEETS = `score_sheets s JOIN judging_rounds r ON r.id = s.round_id JOIN entries e ON e.id = s.entry_id
  JOIN panel_judges p ON p.round_id = s.round_id AND p.person_id = s.person_id`;
const ROW = `'score_sheets ' || s.id AS row`;
const NAME = `p.code || ', hồ sơ ' || coalesce(e.number, e.draft_code)`;

/** What must hold of sheets one by one. */
const SHEET_INVARIANTS: readonly Invariant[] = [
  heldInSql(
    'judging.total-is-weighted-sum',
    'Tổng điểm của phiếu bằng tổng điểm từng tiêu chí nhân hệ số',
    `SELECT ${ROW}, format('%s: tổng ghi trên phiếu khác tổng cộng lại', ${NAME}) AS found
       FROM ${SHEETS}, LATERAL (SELECT CASE WHEN bool_and(s.points ? t.code) THEN sum(t.weight * (s.points ->> t.code)::numeric) END AS total
         FROM criteria t WHERE t.rubric_version_id = r.rubric_version_id) w
      WHERE s.total_hundredths IS DISTINCT FROM w.total`,
  ),
  heldInSql(
    'judging.points-fit-their-criterion',
    'Mỗi điểm thuộc một tiêu chí của vòng, không vượt điểm tối đa và đúng bước chấm',
    `SELECT ${ROW}, format('%s: điểm ở tiêu chí %s', ${NAME}, g.key) AS found
       FROM ${SHEETS} CROSS JOIN LATERAL jsonb_each_text(s.points) g
       LEFT JOIN criteria t ON t.code = g.key AND t.rubric_version_id = r.rubric_version_id
      WHERE t.id IS NULL OR g.value::numeric NOT BETWEEN 0 AND t.max_hundredths OR g.value::numeric % t.step_hundredths <> 0`,
  ),
  heldInSql(
    'judging.signed-sheet-is-kept',
    'Phiếu đã chốt giống bản lưu khi chốt',
    `SELECT ${ROW}, format('%s: khác bản lưu số %s', ${NAME}, coalesce(v.number::text, '(không có)')) AS found
       FROM ${SHEETS} LEFT JOIN LATERAL (SELECT number, body, reopened_at FROM score_sheet_versions
         WHERE sheet_id = s.id AND signed_at IS NOT NULL ORDER BY number DESC LIMIT 1) v ON true
      WHERE s.state = 'signed' AND (v.number IS NULL OR v.reopened_at IS NOT NULL OR v.body -> 'points' <> s.points
        OR (v.body ->> 'totalHundredths')::numeric <> s.total_hundredths)`,
  ),
  heldInSql(
    'judging.versions-are-counted',
    'Các bản lưu của một phiếu đánh số liên tục từ 1',
    `SELECT 'score_sheets ' || sheet_id AS row, format('có %s bản lưu, bản cuối ghi số %s', count(*), max(number)) AS found
       FROM score_sheet_versions GROUP BY sheet_id HAVING count(*) <> max(number) OR min(number) <> 1`,
  ),
  heldInSql(
    'judging.conflicted-judge-gives-no-score',
    'Giám khảo có xung đột lợi ích không có phiếu được tính',
    `SELECT ${ROW}, format('%s: %s', ${NAME}, CASE WHEN f.entry_id IS NULL THEN 'hồ sơ thuộc đơn vị của giám khảo' ELSE 'đã ghi xung đột lợi ích' END) AS found
       FROM ${SHEETS} JOIN contest_communes k ON k.contest_id = e.contest_id AND k.commune_id = e.commune_id
       LEFT JOIN judge_conflicts f ON f.round_id = s.round_id AND f.person_id = s.person_id AND f.entry_id = s.entry_id
      WHERE s.recused_at IS NULL AND p.removed_at IS NULL AND s.points <> '{}'
        AND (f.entry_id IS NOT NULL OR p.unit_id IN (e.village_id, e.commune_id, k.district_id))`,
  ),
  heldInSql(
    'judging.sheets-are-counted',
    'Số phiếu đếm sẵn ở mỗi giám khảo bằng số phiếu thật',
    `SELECT format('panel_judges %s %s', p.round_id, p.person_id) AS row,
            format('%s ghi %s phiếu, đã chốt %s; đếm lại %s phiếu, đã chốt %s', p.code,
              p.sheets_none + p.sheets_draft + p.sheets_done + p.sheets_signed + p.sheets_recused, p.sheets_signed,
              n.no + n.draft + n.done + n.signed + n.recused, n.signed) AS found
       FROM panel_judges p, LATERAL (SELECT count(*) FILTER (WHERE progress = 'none') AS no, count(*) FILTER (WHERE progress = 'draft') AS draft,
              count(*) FILTER (WHERE progress = 'done') AS done, count(*) FILTER (WHERE progress = 'signed') AS signed,
              count(*) FILTER (WHERE progress = 'recused') AS recused
         FROM score_sheets s WHERE s.round_id = p.round_id AND s.person_id = p.person_id) n
      WHERE (p.sheets_none, p.sheets_draft, p.sheets_done, p.sheets_signed, p.sheets_recused) IS DISTINCT FROM (n.no, n.draft, n.done, n.signed, n.recused)`,
  ),
  heldInSql(
    'judging.sheet-is-of-its-contest',
    'Phiếu chấm hồ sơ của chính cuộc thi, theo tiêu chí của chính cuộc thi',
    `SELECT ${ROW}, format('%s: vòng, hồ sơ và tiêu chí không cùng một cuộc thi', ${NAME}) AS found
       FROM ${SHEETS} JOIN rubric_versions b ON b.id = r.rubric_version_id WHERE e.contest_id <> r.contest_id OR b.contest_id <> r.contest_id`,
  ),
  heldInSql(
    'judging.nothing-is-signed-after-closing',
    'Sau khi khóa vòng không có phiếu nào được chốt',
    // A rehearsal's clock may be set back, so that there later is earlier.
    `SELECT ${ROW}, format('%s: chốt lúc %s, vòng khóa lúc %s', ${NAME}, s.signed_at, r.closed_at) AS found
       FROM ${SHEETS} JOIN contests c ON c.id = r.contest_id WHERE s.signed_at > r.closed_at AND NOT c.rehearsal`,
  ),
];

/** What a closed round came to, counted again by the very functions that closed it. */
@Injectable()
export class ResultInvariants implements OnModuleInit {
  constructor(
    private readonly invariants: Invariants,
    private readonly contests: ContestReader,
    private readonly judging: JudgingResults,
    private readonly results: ResultsRepository,
  ) {}

  onModuleInit(): void {
    this.invariants.keep([
      ...SHEET_INVARIANTS,
      {
        code: 'judging.closed-round-is-unchanged',
        rule: 'Kết quả đã lưu khi khóa vòng bằng kết quả tính lại từ các phiếu đã chốt',
        breaches: (reader) => this.changed(reader),
      },
    ]);
  }

  private async changed(reader: Reader): Promise<Breach[]> {
    const closed = await reader.rows<{ id: RoundId; contestId: ContestId }>(
      `SELECT id, contest_id AS "contestId" FROM judging_rounds WHERE closed_at IS NOT NULL ORDER BY contest_id, number`,
    );
    const found: Breach[] = [];
    for (const { id, contestId } of closed) {
      const contest = await this.contests.byId(reader, contestId);
      const { count, outdated } = await this.results.kept(reader, id);
      // A dossier that was taken out afterwards moves the others up; pages then count anew as well.
      if (contest === null || outdated) continue;
      const kept = await this.results.page(reader, id, { order: 'place', limit: count, offset: 0 });
      const now = await this.judging.compute(reader, contest, id);
      found.push(...differences(id, kept, now));
    }
    return found;
  }
}

function differences(roundId: RoundId, kept: readonly MatrixRow[], now: readonly MatrixRow[]): Breach[] {
  const counted = new Map(now.map((row) => [row.entryId, row]));
  const told = ({ rank, exact }: MatrixRow): string => `${rank} ${exact}`;
  const found: Breach[] = [];
  for (const row of kept) {
    const again = counted.get(row.entryId);
    counted.delete(row.entryId);
    if (again !== undefined && told(again) === told(row)) continue;
    found.push({
      row: `round_results ${roundId} ${row.entryId}`,
      found: `hồ sơ ${row.number}: hạng hoặc điểm đã lưu khác khi tính lại`,
    });
  }
  for (const row of counted.values())
    found.push({
      row: `round_results ${roundId} ${row.entryId}`,
      found: `hồ sơ ${row.number}: tính lại thì có, không được lưu`,
    });
  return found;
}
