import { describe, expect, it } from '@jest/globals';
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentState,
  type LegalBasis,
  type SignedCopy,
} from '../../../src/documents/document.facts.js';
import { DOCUMENT_MOVES, type DocumentVerb } from '../../../src/documents/document.moves.js';
import {
  checkBases,
  refuseToAttach,
  refuseToChange,
  refuseToCorrect,
  refuseToDiscard,
  refuseToDispatch,
  refuseToIssue,
  refuseToMove,
  refuseToNumber,
  refuseToSend,
  refuseToShow,
  refuseToSign,
} from '../../../src/documents/document.policy.js';

const states = (may: (state: DocumentState) => boolean): DocumentState[] => DOCUMENT_STATES.filter(may);
const COPY: SignedCopy = { sha256: 'a'.repeat(64), name: 'Quyết định.pdf', kind: 'pdf', size: 1, isInfected: false };
const NUMBERED = { state: 'numbered', signed: COPY, signedOn: '2021-12-22', datedOn: '2021-12-22' } as const;
const basis = (one: Partial<LegalBasis>): LegalBasis => ({
  id: 'basis' as LegalBasis['id'],
  number: '30/2020/NĐ-CP',
  datedOn: '2020-03-05',
  subject: 'Về công tác văn thư',
  inForceFrom: null,
  inForceUntil: null,
  ...one,
});

describe('A document goes from draft to recall', () => {
  it.each([
    ['sign', ['draft', 'signed'], 'signed'],
    ['number', ['signed'], 'numbered'],
    ['issue', ['numbered'], 'issued'],
    ['recall', ['numbered', 'issued'], 'recalled'],
  ] as [DocumentVerb, DocumentState[], DocumentState][])('%s: from %j to %s alone', (verb, from, to) => {
    expect(states((state) => refuseToMove(verb, { state }) === null)).toEqual(from);
    expect(DOCUMENT_MOVES[verb].to).toBe(to);
  });

  it('is thrown away without a number, takes its signed copy before issue, is sent and corrected while it is issued', () => {
    expect(states((state) => refuseToDiscard({ state }) === null)).toEqual(['draft', 'signed']);
    expect(states((state) => refuseToAttach({ state }) === null)).toEqual(['signed', 'numbered']);
    expect(states((state) => refuseToChange({ state }) === null)).toEqual(['draft', 'signed', 'numbered']);
    expect(states((state) => refuseToSend({ state }) === null)).toEqual(['issued']);
    expect(states((state) => refuseToCorrect({ state }) === null)).toEqual(['issued']);
    expect(refuseToCorrect(null)?.code).toBe('document-not-correctable');
  });

  it('is sent to units once the result that it is about is out; a proposal goes up before, since the result waits for its answer', () => {
    const sent = (kind: DocumentKind, awaitsResult: boolean) =>
      states((state) => refuseToDispatch({ state, kind, awaitsResult }) === null);
    for (const kind of DOCUMENT_KINDS) {
      expect(sent(kind, false)).toEqual(['issued']);
      expect([kind, sent(kind, true)]).toEqual([kind, kind === 'to-trinh' ? ['issued'] : []]);
    }
    const waits = (state: DocumentState) => refuseToDispatch({ state, kind: 'quyet-dinh', awaitsResult: true })?.code;
    expect([waits('numbered'), waits('issued')]).toEqual(['document-moved', 'document-awaits-result']);
  });

  it('is everybody’s to read when it is issued, marked public and waits for no result, and only then', () => {
    const shown = (isPublic: boolean, awaitsResult: boolean) =>
      states((state) => refuseToShow({ state, isPublic, awaitsResult }) === null);
    expect(shown(true, false)).toEqual(['issued']);
    expect(shown(true, true)).toEqual([]);
    expect(shown(false, false)).toEqual([]);
  });
});

describe('The days of a document', () => {
  const known = { today: '2021-12-22' };

  it.each([
    ['the day before', '2021-12-21', null],
    ['today', '2021-12-22', null],
    ['tomorrow', '2021-12-23', 'document-day-ahead'],
  ])('signed %s', (_, signedOn, code) => {
    expect(refuseToSign({ state: 'draft' }, { signedOn }, known)?.code ?? null).toBe(code);
  });

  it.each([
    ['a day before the signature', '2021-12-20', 'document-before-signature'],
    ['on the day of the signature', '2021-12-21', null],
    ['today', '2021-12-22', null],
    ['tomorrow', '2021-12-23', 'document-day-ahead'],
  ])('dated %s', (_, datedOn, code) => {
    const signed = { state: 'signed', signedOn: '2021-12-21' } as const;
    expect(refuseToNumber(signed, { datedOn }, known)?.code ?? null).toBe(code);
  });
});

describe('A document is issued', () => {
  it('with its signed copy, clean, and not dated before it was signed', () => {
    expect(refuseToIssue(NUMBERED, [])).toBeNull();
    expect(refuseToIssue({ ...NUMBERED, signed: null }, [])?.code).toBe('document-without-copy');
    expect(refuseToIssue({ ...NUMBERED, signed: { ...COPY, isInfected: true } }, [])?.code).toBe(
      'document-copy-infected',
    );
    expect(refuseToIssue({ ...NUMBERED, datedOn: '2021-12-21' }, [])?.code).toBe('document-before-signature');
  });

  it('on bases that bear it: a fault holds it up and is named, an advice does not', () => {
    const ended = basis({ number: '110/2004/NĐ-CP', datedOn: '2004-04-08', inForceUntil: '2020-03-04' });
    const pending = basis({ number: '12/2021/TT-BNV', datedOn: '2021-12-01', inForceFrom: '2022-01-15' });
    expect(refuseToIssue(NUMBERED, [pending])).toBeNull();
    expect(refuseToIssue(NUMBERED, [pending, ended])).toEqual({
      code: 'document-bases-fail',
      numbers: ['110/2004/NĐ-CP'],
    });
  });
});

describe('A legal basis on the day of the document, 22/12/2021', () => {
  const found = (one: Partial<LegalBasis>): string[] =>
    checkBases([basis(one)], '2021-12-22').map(({ severity, why }) => `${severity} ${why}`);

  it.each([
    ['dated a day before', { datedOn: '2021-12-21' }, []],
    ['dated the same day', { datedOn: '2021-12-22' }, []],
    ['dated a day later', { datedOn: '2021-12-23' }, ['fault later']],
    ['in force until the day before', { inForceUntil: '2021-12-21' }, ['fault ended']],
    ['in force until the very day', { inForceUntil: '2021-12-22' }, []],
    ['in force from the very day', { inForceFrom: '2021-12-22' }, []],
    ['in force from the day after', { inForceFrom: '2021-12-23' }, ['warning pending']],
    ['in force before its own date', { inForceFrom: '2020-03-04' }, ['warning early']],
    ['without any day of force', {}, []],
  ] as [string, Partial<LegalBasis>, string[]][])('%s', (_, one, findings) => {
    expect(found(one)).toEqual(findings);
  });
});
