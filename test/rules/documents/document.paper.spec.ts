import { describe, expect, it } from '@jest/globals';
import { DECISION } from '../../../src/awards/papers/decision.paper.js';
import { AWARD_LIST } from '../../../src/awards/papers/award-list.paper.js';
import { sayDocument, sayNumber, seriesOf } from '../../../src/documents/document.number.js';
import { keepPaper, numberPaper, openPaper } from '../../../src/documents/document.paper.js';
import type { ContestId } from '../../../src/kernel/ids.js';
import type { Paper } from '../../../src/press/paper.js';
import { awardPaperFacts } from '../../fixtures/award-papers.js';

const facts = awardPaperFacts(3);
const decision = DECISION.toPaper(facts, DECISION.usual(facts));
const list = AWARD_LIST.toPaper(facts, AWARD_LIST.usual(facts));
const given = { number: '05', symbol: 'QĐ-UBND', on: new Date('2022-01-09T00:00:00+07:00') };
const textsOf = (paper: Paper): string => JSON.stringify(paper.blocks);

describe('A paper in the register', () => {
  it('is kept word for word: what comes out is what went in', () => {
    expect(openPaper(keepPaper(decision))).toEqual(decision);
    const numbered = numberPaper(decision, given);
    expect(openPaper(keepPaper(numbered))).toEqual(numbered);
  });

  it('that was changed behind the register’s back does not open', () => {
    const kept = keepPaper(decision);
    expect(() => openPaper({ ...kept, text: kept.text.replace('15.000.000', '16.000.000') })).toThrow('changed');
  });

  it('bears its number and day in its head and where its appendix says what it belongs to, and nothing else changes', () => {
    const numbered = numberPaper(decision, given);
    expect(numbered.blocks.find(({ kind }) => kind === 'letterhead')).toMatchObject({
      number: { value: '05', symbol: 'QĐ-UBND' },
      issued: { place: 'Lai Châu', on: given.on },
    });
    expect(textsOf(numbered)).toContain(
      '(Kèm theo Quyết định số 05/QĐ-UBND ngày 09 tháng 01 năm 2022 của Ủy ban nhân dân tỉnh Lai Châu)',
    );
    // The proposal that it rests on is another document.
    expect(textsOf(numbered)).toContain('tại Tờ trình số …… ngày …… tháng …… năm ……');
    const changed = numbered.blocks.filter(
      (block, at) => JSON.stringify(block) !== JSON.stringify(decision.blocks[at]),
    );
    expect(changed.map(({ kind }) => kind)).toEqual(['letterhead', 'paragraph']);
  });

  it('that is itself attached to another document keeps the blank of that one', () => {
    expect(textsOf(numberPaper(list, { ...given, symbol: 'DS-BTC' }))).toContain(
      '(Kèm theo Tờ trình số …… ngày …… tháng …… năm ……)',
    );
  });
});

describe('Numbers', () => {
  const one = { kind: 'quyet-dinh', symbol: 'QĐ-UBND', number: null, datedOn: null } as const;

  it('below ten take a zero; before there is one there are dots', () => {
    expect(sayNumber(one)).toBe('…/QĐ-UBND');
    expect(sayDocument(one)).toBe('Quyết định …/QĐ-UBND');
    expect(sayDocument({ ...one, number: 5, datedOn: '2022-01-09' })).toBe('Quyết định số 05/QĐ-UBND ngày 09/01/2022');
    expect(sayNumber({ ...one, number: 1523 })).toBe('1523/QĐ-UBND');
    expect(sayDocument({ ...one, kind: 'khac', number: 12, datedOn: '2022-01-09' })).toMatch(/^Văn bản số 12/);
  });

  it('are of one series for each issuer however it is written, and of another in each rehearsal', () => {
    const [a, b] = ['a', 'b'] as ContestId[] as [ContestId, ContestId];
    const real = seriesOf('ỦY BAN NHÂN DÂN TỈNH LAI CHÂU', { contestId: a, rehearsal: false });
    expect(seriesOf('Uỷ ban nhân dân  tỉnh Lai Châu', { contestId: b, rehearsal: false })).toBe(real);
    expect(seriesOf('UBND tỉnh Lai Châu', { contestId: b, rehearsal: false })).toBe(real);
    expect(seriesOf('Ban Tổ chức', { contestId: a, rehearsal: false })).not.toBe(real);
    const tried = [a, b].map((contestId) => seriesOf('Uỷ ban nhân dân tỉnh Lai Châu', { contestId, rehearsal: true }));
    expect(new Set([real, ...tried]).size).toBe(3);
  });
});
