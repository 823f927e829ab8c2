import { Inject, Injectable } from '@nestjs/common';
import { contestPaths } from '../../contests/contest.paths.js';
import { refuseToEdit } from '../../contests/contest.policy.js';
import { type NamedPaper, paperLinks } from '../../documents/paper.answer.js';
import { registerPaths } from '../../contests/register/register.paths.js';
import { Database } from '../../database/database.js';
import type { NamedDocument } from '../../documents/document.facts.js';
import { sayDocument, sayNumber } from '../../documents/document.number.js';
import { DOCUMENT_STATUS_WORDS } from '../../documents/document.moves.js';
import { DocumentReader } from '../../documents/document.reader.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, type Refusal, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { BASE_URL, type BaseUrl } from '../../web/base-url.js';
import { Page } from '../../web/answer.js';
import { SecurityLog } from '../../web/security.log.js';
import { differenceRow } from '../../web/views/difference.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { AwardDesks } from '../award.desk.js';
import { awardPaths } from '../award.paths.js';
import { refuseToSeeList } from '../award.policy.js';
import { tallyCash } from '../award.tallies.js';
import { awardFrame } from '../award.view.js';
import { type ExportedResults, ExportService } from '../export.service.js';
import { sayDecision } from '../prizes/decision.words.js';
import { AWARD_PAPERS, type AwardPaper, awardPaper, wordsOfPaper } from './award-papers.js';
import { certificatesOf } from './certificate.repository.js';
import type { AwardPaperFacts } from './paper.facts.js';
import type { PaperWords } from './paper.fields.js';
import { entryCounts, wordsOfContest } from './paper-words.repository.js';
import { REGISTERED_KINDS } from './registered.kinds.js';

/** A paper with what it is made of. */
export interface OpenedPaper {
  paper: AwardPaper;
  facts: AwardPaperFacts;
  words: PaperWords;
}

/** The papers of an award list: which there are, how they are worded, and each as a file. */
@Injectable()
export class AwardPaperPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desks: AwardDesks,
    private readonly exports: ExportService,
    private readonly security: SecurityLog,
    private readonly wording: Wording,
    private readonly documents: DocumentReader,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  /** `form` is that of a paper that could not be taken into the register. */
  async menu(actor: Actor, slug: string, form: FormState = freshForm()): Promise<Page> {
    const desk = await this.seen(actor, slug);
    const written = await wordsOfContest(this.database.reader, desk.contest.id);
    const registered = await this.documents.ofPapers(this.database.reader, desk.contest.id);
    const mayEdit = refuseToEdit(actor, desk.contest) === null;
    const model = {
      about: desk.contest.code,
      hasList: desk.published !== null || desk.drafted !== null,
      deskHref: awardPaths.desk(slug),
      form,
      registerHref: registerPaths.list(slug),
      papers: AWARD_PAPERS.map(({ address: code, title, hint }) => {
        const last = written.get(code);
        return {
          title,
          hint,
          files: paperLinks(awardPaths.paperFile(slug, code)),
          zipHref: CERTIFICATES.has(code) ? awardPaths.certificates(slug, code) : null,
          ...registrationOf(slug, code, registered.get(code) ?? null, mayEdit),
          editHref: mayEdit ? awardPaths.paper(slug, code) : null,
          changedText: last?.changedAt
            ? `Lời văn do ${last.changedByName ?? ''} sửa lúc ${formatDateTime(last.changedAt)}.`
            : null,
        };
      }),
    };
    return new Page('awards/papers', model, awardFrame(desk, actor, 'Văn bản'));
  }

  /** The words of one paper to be edited; after 409 with what is saved beside what was typed. */
  async edit(actor: Actor, slug: string, code: string, asked: AskedAgain | null = null): Promise<Page> {
    const desk = await this.seen(actor, slug);
    obey(refuseToEdit(actor, desk.contest));
    const paper = awardPaper(code);
    if (paper === null) throw new Refused({ code: 'not-found' });
    const written = (await wordsOfContest(this.database.reader, desk.contest.id)).get(code) ?? null;
    const lines = await this.desks.lines(this.database.reader, desk);
    const words = wordsOfPaper(paper, { contest: desk.contest, lines }, written?.words ?? {});
    const isStale = asked?.refusal?.code === 'stale';
    const model = {
      about: desk.contest.code,
      heading: paper.title,
      form: asked?.state ?? freshForm(words),
      difference:
        asked === null || !isStale
          ? null
          : {
              heading: this.wording.of(asked.refusal as Refusal).sentence,
              rows: paper.fields.map(({ name, label }) =>
                differenceRow(label, String(asked.state.values[name] ?? ''), words[name] ?? ''),
              ),
            },
      version: String(written?.version ?? 0),
      fields: paper.fields.map((field) => ({
        ...field,
        isLine: field.kind === 'line',
        optional: !field.required,
        rows: field.kind === 'lines' ? '5' : '3',
      })),
      files: paperLinks(awardPaths.paperFile(slug, code)),
      backHref: awardPaths.papers(slug),
    };
    return new Page('awards/paper-words', model, awardFrame(desk, actor, paper.title));
  }

  /** The paper of the list in force, else of the one that waits. Refused: `round-not-closed`, `award-list-missing`. */
  async file(actor: Actor, slug: string, code: string): Promise<NamedPaper> {
    const { paper, facts, words } = await this.open(actor, slug, code);
    return { paper: paper.toPaper(facts, words), name: `${paper.title} ${facts.contest.code}` };
  }

  /** The same before it is made, for what needs each line by itself. */
  async open(actor: Actor, slug: string, code: string): Promise<OpenedPaper> {
    const paper = awardPaper(code);
    if (paper === null) throw new Refused({ code: 'not-found' });
    const results = await this.exports.shown(actor, slug, this.clock.now());
    const { list } = results;
    if (list === null || results.lines.length === 0) throw new Refused({ code: 'award-list-missing' });
    // Each view of scores leaves a line (TRUST A.3), as that of the matrix does.
    this.security.scoresViewed(actor, { view: `awards/${code}`, contest: slug });
    const written = await wordsOfContest(this.database.reader, results.contest.id);
    const words = wordsOfPaper(paper, results, written.get(code)?.words ?? {});
    return { paper, words, facts: await this.factsOf(results, list) };
  }

  private async factsOf(
    { contest, calendar, lines, sources, decisions, prizes, tally }: ExportedResults,
    list: NonNullable<ExportedResults['list']>,
  ): Promise<AwardPaperFacts> {
    const { reader } = this.database;
    const counts = await entryCounts(reader, contest.id);
    const marks = new Map((await certificatesOf(reader, list.id)).map((one) => [one.position, one]));
    const base = this.baseUrl();
    return {
      contest,
      warnings: [
        ...(contest.rehearsal ? ['DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ'] : []),
        ...(contest.sampleNotes === '' ? [] : [contest.sampleNotes]),
        ...(list.state === 'draft' ? [`Dự thảo: danh sách số ${list.number} chưa được người thứ hai xác nhận`] : []),
      ],
      list,
      lines,
      tallies: tallyCash(lines),
      decisions: decisions
        .filter(({ withdrawnAt }) => withdrawnAt === null)
        .map((one) => ({ kind: one.kind, what: sayDecision(one, prizes), reason: one.reason })),
      sources,
      counts: { ...counts, judged: tally.ranking.length },
      resultsAddress: `${base}${contestPaths.results(contest.slug)}`,
      certificateOf: ({ position }) => {
        const mark = marks.get(position);
        if (mark === undefined) return null;
        const { number, checkValue } = mark;
        return { number, checkValue, address: `${base}${contestPaths.verificationBy(number, checkValue)}` };
      },
      at: calendar.now,
    };
  }

  private async seen(actor: Actor, slug: string) {
    const desk = await this.desks.of(this.database.reader, slug, this.clock.now());
    obey(refuseToSeeList(actor, desk.contest));
    return desk;
  }
}

/** Where a paper stands in the register, and whether it may go there now: while one of its kind is under way it may not. */
function registrationOf(slug: string, code: string, found: NamedDocument | null, mayEdit: boolean) {
  const isFree = found === null || found.state === 'issued';
  return {
    registeredText:
      found === null ? null : `${sayDocument(found)}, ${DOCUMENT_STATUS_WORDS[found.state].word.toLowerCase()}`,
    registeredHref: found === null ? null : registerPaths.one(slug, found.id),
    registration: mayEdit && isFree && REGISTERED_KINDS.has(code) ? awardPaths.registration(slug, code) : null,
    registrationLabel: found === null ? 'Đưa vào sổ' : `Đưa vào sổ, thay ${sayNumber(found)}`,
    corrects: found?.id ?? '',
  };
}

/** A form that comes back, with what it was refused for. */
export interface AskedAgain {
  state: FormState;
  refusal: Refusal | null;
}

/** Papers of one sheet a line, which are also handed out one by one in a ZIP. */
export const CERTIFICATES: ReadonlySet<string> = new Set(['giay-chung-nhan', 'giay-khen']);
