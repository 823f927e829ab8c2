import { calledInside } from '../../contests/contest.words.js';
import { formatPaperDate, formatPaperTime } from '../../kernel/vietnamese/dates.js';
import type { Instant } from '../../kernel/instant.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, heading, type Paper, paragraph } from '../../press/paper.js';
import { type ClosedRound, juryHead } from './matrix.paper.js';

/** Ranks that the minutes themselves tell; all of them stand in the table that goes with them. */
const TOLD_RANKS = 30;

/** Minutes of scoring from what a closed round shows (Decree 30/2020, form 1.9: no place and day of their own; two sign). */
export function toRoundMinutes(of: ClosedRound): Paper {
  const { contest, round, judges, columns, isFromOutside, lines, formula, from, at } = of;
  const ranked = lines.filter(({ rank }) => rank !== '–');
  const unranked = lines.filter(({ rank }) => rank === '–');
  const sheets = judges.reduce((sum, { counts }) => sum + counts.signed, 0);
  return {
    title: `Biên bản chấm ${contest.name}`,
    madeAt: at,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      ...juryHead(of, 'BB-BGK'),
      {
        kind: 'title',
        text: 'BIÊN BẢN',
        subject: `Chấm ${calledInside(contest)}, ${round.name}`,
      },
      {
        kind: 'facts',
        rows: [
          { label: 'Thời gian bắt đầu', value: from === null ? null : sayTime(from) },
          { label: 'Thời gian kết thúc', value: round.closedAt === null ? null : sayTime(round.closedAt) },
          { label: 'Địa điểm', value: '……………………………………' },
          { label: 'Chủ trì', value: '……………………………………' },
          { label: 'Thư ký', value: round.closedByName },
        ],
      },
      heading('I. Thành phần'),
      ...(isFromOutside ? [paragraph(`${columns.map(({ name }) => name).join('; ')}.`)] : panelOf(judges)),
      heading('II. Diễn biến'),
      paragraph(
        `${isFromOutside ? `Vòng này lấy điểm từ bên ngoài cho ${lines.length} hồ sơ` : `Các thành viên chấm độc lập ${lines.length} hồ sơ, chốt ${sheets} phiếu`}. Vòng chấm được khóa với lý do: ${round.closeReason ?? '……'}`,
      ),
      { kind: 'lines', lines: formula },
      heading('III. Kết quả'),
      paragraph(
        `${ranked.length} hồ sơ được xếp hạng${unranked.length === 0 ? '' : `; ${unranked.length} hồ sơ không đủ phiếu chốt`}. ${ranked.length > TOLD_RANKS ? `Dưới đây là ${TOLD_RANKS} hồ sơ đầu; đủ ở Bảng tổng hợp điểm kèm theo.` : 'Chi tiết ở Bảng tổng hợp điểm kèm theo.'}`,
      ),
      {
        kind: 'table',
        columns: [
          { head: 'Hạng', share: 1.4, align: 'center' },
          { head: 'Mã hồ sơ', share: 5.2, align: 'left' },
          { head: 'Đơn vị', share: 6, align: 'left' },
          { head: 'Điểm', share: 1.8, align: 'right' },
          { head: 'Ghi chú', share: 4, align: 'left' },
        ],
        rows: ranked
          .slice(0, TOLD_RANKS)
          .map((one) => [one.rank, one.number, tellPlace(one.villageName, one.placeText), one.score, one.note]),
        closing: null,
      },
      ...(unranked.length === 0
        ? []
        : ([
            paragraph('Hồ sơ không được xếp hạng:'),
            {
              kind: 'lines',
              lines: unranked.map(({ number, villageName, note }) => `${number}, ${villageName}: ${note};`),
            },
          ] satisfies Block[])),
      paragraph('Ý kiến khác: ……………………………………………………………………'),
      paragraph(
        'Biên bản được đọc cho các thành viên cùng nghe, thống nhất và lập thành …… bản có giá trị như nhau./.',
      ),
      {
        kind: 'signatures',
        recipients: ['Ban Tổ chức;', 'Lưu: VT, hồ sơ.'],
        columns: [
          { powers: ['THƯ KÝ'], note: '(Ký, ghi rõ họ tên)', name: round.closedByName },
          { powers: ['CHỦ TỌA'], note: '(Ký, ghi rõ họ tên)', name: null },
        ],
      },
    ],
  };
}

function panelOf(judges: ClosedRound['judges']): Block[] {
  const [present, absent] = [judges.filter(hasSigned), judges.filter((one) => !hasSigned(one))];
  return [
    paragraph(`Ban Giám khảo có ${judges.length} thành viên; ${present.length} thành viên đã chấm: ${named(present)}.`),
    ...(absent.length === 0 ? [] : [paragraph(`Không có phiếu chốt: ${named(absent)}. Lý do: …………………………`)]),
  ];
}

const hasSigned = ({ counts }: ClosedRound['judges'][number]): boolean => counts.signed > 0;
const named = (judges: ClosedRound['judges']): string => judges.map(({ code, name }) => `${name} (${code})`).join(', ');
const sayTime = (at: Instant): string => `${formatPaperTime(at)}, ${formatPaperDate(at)}`;
