import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { AwardLine } from '../../../src/awards/award.facts.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';
import { DECISION } from '../../../src/awards/papers/decision.paper.js';
import { AWARD_PAPERS, type AwardPaper, wordsOfPaper } from '../../../src/awards/papers/award-papers.js';
import type { PaperWords } from '../../../src/awards/papers/paper.fields.js';
import type { AwardPaperFacts } from '../../../src/awards/papers/paper.facts.js';
import { formatInteger } from '../../../src/kernel/vietnamese/numbers.js';
import type { Paper } from '../../../src/press/paper.js';
import { pressDocx } from '../../../src/press/docx.js';
import { pressPdf } from '../../../src/press/pdf.js';
import { stopPresses } from '../../../src/press/press-thread.js';
import { awardPaperFacts } from '../../fixtures/award-papers.js';
import { partOf, wordsOfDocx, wordsOfPdf } from '../../fixtures/papers.js';

/** Where every paper goes, for people who want to look: PICTURES=1. */
const OUT = process.env['PICTURES'] === '1' ? join(import.meta.dirname, '../../bench/out') : null;

afterAll(stopPresses);

const made = (paper: AwardPaper, facts: AwardPaperFacts): Paper => paper.toPaper(facts, wordsOfPaper(paper, facts, {}));

describe('Whom the decision’s usual words name', () => {
  it.each([
    [['collective'], 'các tập thể đạt giải'],
    [['individual', 'collective'], 'các tập thể, cá nhân đạt giải'],
    [['individual'], 'các cá nhân đạt giải'],
    [['household', 'individual'], 'các cá nhân, hộ gia đình đạt giải'],
    [[], 'các tập thể đạt giải'],
  ] as const)('%j: %s', (kinds, words) => {
    const lines = kinds.map((recipientKind) => ({ recipientKind }));
    const { award, articles } = DECISION.usual({ contest: awardPaperFacts(1).contest, lines });
    expect(award).toContain(words);
    expect(articles).toContain(words.replace('đạt giải', 'có tên tại Điều 1'));
  });
});

async function pressed(paper: AwardPaper, facts: AwardPaperFacts): Promise<{ pdf: string[]; docx: Buffer }> {
  const described = made(paper, facts);
  const [pdf, docx] = [await pressPdf(described), await pressDocx(described)];
  if (OUT !== null) {
    mkdirSync(OUT, { recursive: true });
    const name = join(OUT, `paper ${paper.address} ${facts.lines.length}`);
    writeFileSync(`${name}.pdf`, pdf);
    writeFileSync(`${name}.docx`, docx);
  }
  return { pdf: await wordsOfPdf(pdf), docx };
}

const withSums = AWARD_PAPERS.filter(({ address }) => !address.startsWith('giay-'));
const certificates = AWARD_PAPERS.filter(({ address }) => address.startsWith('giay-'));

describe.each([
  // 15 000 000
  [1, 15_000_000, 'Mười lăm triệu đồng'],
  // 15 000 000 + 2 × 10 500 000 + 3 × 7 500 000 + 294 × 4 500 000
  [300, 1_381_500_000, 'Một tỷ ba trăm tám mươi mốt triệu năm trăm nghìn đồng'],
] as const)('A list of %i prizes', (prizes, total, inWords) => {
  const facts = awardPaperFacts(prizes);

  it.each(withSums.map((paper) => [paper.title, paper] as const))(
    '%s: one total, in digits and in words',
    async (_, paper) => {
      // Drawing 40 pages takes seconds: of the long papers one is drawn, below, unless somebody wants to look at all of them.
      const isDrawn = prizes === 1 || OUT !== null;
      const { pdf, docx } = isDrawn
        ? await pressed(paper, facts)
        : { pdf: null, docx: await pressDocx(made(paper, facts)) };
      for (const words of [...(pdf === null ? [] : [pdf.join(' ')]), wordsOfDocx(docx)]) {
        // in the last row of the list or table, in one piece
        expect(words).toMatch(new RegExp(`Tổng cộng (${prizes} )?${formatInteger(total)}`));
        expect(words.match(/Bằng chữ: [^)]+/g)?.map((said) => said.slice('Bằng chữ: '.length))).toEqual(
          expect.arrayContaining([inWords]),
        );
        // no other sum is said in words anywhere on it
        expect(new Set(words.match(/Bằng chữ: [^)]+/g)).size).toBe(1);
      }
    },
  );
});

describe('What a paper says of the prizes', () => {
  const [first] = awardPaperFacts(1).lines;
  const lines = [
    first,
    { ...first, position: 2, kind: 'recognition', tierCode: 'phu:cong-nhan', tierName: 'Công nhận nhóm hiệu quả' },
    { ...first, position: 3, kind: 'reward', tierCode: 'khen:giay-khen', tierName: 'Giấy khen' },
  ] as AwardLine[];
  const decisions = [
    { kind: 'tie', what: 'Chia đều tiền thưởng cho 0001, 0002', reason: 'Họp số 1' },
    { kind: 'shift', what: 'Chuyển chỉ tiêu: bớt 1 Giải Nhì, thêm 2 Giải Ba (12/BB-BTC)', reason: 'Họp số 2.' },
    { kind: 'withhold', what: 'Không trao số Giải Nhì còn lại', reason: 'Không hồ sơ nào đạt điểm sàn' },
  ] as const;
  const facts = { ...awardPaperFacts(1), lines, tallies: tallyCash(lines), decisions };

  it.each(['to-trinh', 'quyet-dinh'])(
    '%s: recognition and reward forms are no prizes, and who moved or withheld prizes is cited',
    (address) => {
      const paper = AWARD_PAPERS.find((one) => one.address === address) as AwardPaper;
      const said = JSON.stringify(made(paper, facts).blocks);
      expect(said).toContain(
        '1 giải: 1 Giải Nhất; công nhận: 1 Công nhận nhóm hiệu quả; hình thức khen thưởng: 1 Giấy khen.',
      );
      expect(said).toContain(
        '"lines":["Chuyển chỉ tiêu: bớt 1 Giải Nhì, thêm 2 Giải Ba (12/BB-BTC); lý do: Họp số 2.","Không trao số Giải Nhì còn lại; lý do: Không hồ sơ nào đạt điểm sàn."]',
      );
      expect(said).not.toContain('Chia đều');
    },
  );

  it('giấy khen: one sheet for each reward form, else for each line; giấy chứng nhận: one for each prize', () => {
    const sheets = (address: string, of: AwardPaperFacts): number =>
      made(AWARD_PAPERS.find((one) => one.address === address) as AwardPaper, of).blocks.filter(
        (block) => block.kind === 'display' && block.as === 'receiver',
      ).length;
    expect([
      sheets('giay-khen', facts),
      sheets('giay-chung-nhan', facts),
      sheets('giay-khen', awardPaperFacts(3)),
    ]).toEqual([1, 2, 3]);
  });
});

describe('A giấy khen of the chairman of a commune', () => {
  const paper = AWARD_PAPERS.find(({ address }) => address === 'giay-khen') as AwardPaper;
  const [line] = awardPaperFacts(1).lines as [AwardLine];
  const lines: AwardLine[] = [
    { ...line, kind: 'reward', tierCode: 'khen:giay-khen-xa', communeName: 'Xã Bản Bo' },
    { ...line, kind: 'reward', tierCode: 'khen:giay-khen-xa', communeName: 'Thị trấn Tam Đường' },
    { ...line, kind: 'reward', tierCode: 'khen:giay-khen' },
  ];
  const facts = { ...awardPaperFacts(1), lines };
  const givers = (written: PaperWords): string[] =>
    paper
      .toPaper(facts, wordsOfPaper(paper, facts, written))
      .blocks.flatMap((block) => (block.kind === 'display' && block.as === 'giver' ? [block.text] : []));

  it('is given by him, each commune by its own; another form by the one who holds the contest', () => {
    expect(givers({})).toEqual([
      'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẢN BO',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ TRẤN TAM ĐƯỜNG',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU',
    ]);
    const text = JSON.stringify(paper.toPaper(facts, wordsOfPaper(paper, facts, {})).blocks);
    for (const place of ['"Bản Bo, ', '"Tam Đường, ', '"Lai Châu, ']) expect(text).toContain(place);
  });

  it('is given by whoever the organiser words', () => {
    expect(new Set(givers({ giver: 'CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN' }))).toEqual(
      new Set(['CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN']),
    );
  });
});

describe('A list of 300 prizes', () => {
  const facts = awardPaperFacts(300);
  const decision = AWARD_PAPERS.find(({ address }) => address === 'quyet-dinh') as AwardPaper;

  it('has its head on every page of the appendix, whose pages count from one, and every name whole on one of them', async () => {
    const { pdf, docx } = await pressed(decision, facts);
    const from = pdf.findIndex((page) => page.includes('DANH SÁCH KHEN THƯỞNG'));
    const appendix = pdf.slice(from);
    expect(appendix.length).toBeGreaterThan(10);
    expect(appendix.at(-1)).toContain('Tổng cộng 1.381.500.000');
    expect(appendix.filter((page) => !page.includes('STT Tên nhóm'))).toEqual([]);
    expect(appendix.map((page) => / (\d+)$/.exec(page)?.[1] ?? null).slice(1)).toEqual(
      appendix.slice(1).map((_, i) => String(i + 2)),
    );
    const positions = appendix.flatMap((page) => page.match(/(?<= )\d+(?= (?:Nhóm Zalo|Bản Hợp Nhất))/g) ?? []);
    expect(positions.map(Number)).toEqual(facts.lines.map(({ position }) => position));
    // the head of the appendix is marked to be repeated, and nothing typed became a field or markup
    expect(partOf(docx, 'word/document.xml').match(/<w:tblHeader/g)).toHaveLength(1);
    expect(wordsOfDocx(docx).split('=SUM(A1:A9) <w:p/> {{name}} &amp;')).toHaveLength(101);
  });
});

describe('Certificates', () => {
  it.each(certificates.map((paper) => [paper.title, paper] as const))(
    '%s: one page each, whatever the name’s length, with number and code',
    async (_, paper) => {
      const facts = awardPaperFacts(2);
      const { pdf, docx } = await pressed(paper, facts);
      expect(pdf.map((page) => /Số sổ vàng: (\S+)/.exec(page)?.[1])).toEqual(
        facts.lines.map((line) => facts.certificateOf(line)?.number),
      );
      expect(partOf(docx, 'word/document.xml').match(/<w:pgBorders/g)).toHaveLength(2);
    },
  );
});
