import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import type { Paper } from '../../press/paper.js';
import { readBases } from '../basis.reading.js';
import type { OpenRegister } from '../document.desk.js';
import type { DocumentId, DocumentWords, NamedDocument, NewRecipient } from '../document.facts.js';
import { DocumentReader } from '../document.reader.js';
import { DocumentService } from '../document.service.js';
import { OfficeDoors } from './office.doors.js';
import { officePaths } from './office.paths.js';
import { ownOffice, refuseToKeepOffice, refuseToReadOffice } from './office.policy.js';
import { OfficeRepository } from './office.repository.js';

/** What a paper is about: the contests it stands in, none for most, and the unit in whose name it goes out. */
export interface PaperStanding {
  contestIds: readonly ContestId[];
  unitId: UnitId;
}

/** A register that a paper may come into: what it is called on a button, its list, and how it is opened for the act. */
export interface RegisterPlace {
  name: string;
  listHref: string;
  oneHref: (id: DocumentId) => string;
  open: (act: Act) => OpenRegister;
}

/** A paper that another room has made, with all that the register wants to know of it. */
export interface HandedPaper {
  words: DocumentWords;
  /** Which paper of the platform it is (`don-doc:{drive}`): of each one is under way at a time in a register. */
  source: string;
  paper: Paper;
  signer: string;
  powers: string;
  /** Lines that may name a legal basis with number and day; the others are passed over. */
  bases: readonly string[];
  recipients: readonly NewRecipient[];
}

/** The document that a paper has come into a register as; `href` null: not for this reader. */
export interface RegisteredPaper {
  document: NamedDocument;
  href: string | null;
}

/** Where the actor reads a document of a contest's register; null: nowhere. */
export type ContestPages = (
  reader: Reader,
  actor: Actor,
  contestId: ContestId,
) => Promise<((id: DocumentId) => string) | null>;

/** The register of one of these contests that the actor organises; null: none. */
export type ContestPlaces = (
  reader: Reader,
  actor: Actor,
  contestIds: readonly ContestId[],
) => Promise<RegisterPlace | null>;

/**
 * Where rooms below and beside contests hand a paper to a register, in one act, without knowing whose register it is.
 *
 *     const place = await entrance.placeFor(reader, actor, { contestIds: movement.contests.map(({ id }) => id), unitId: movement.ownerUnitId });
 *     if (place !== null) new SeeOther(place.oneHref(await entrance.take(act, place, { words, source, paper, … })));
 *
 * A page asks `placeFor` whether to show its button; the handler of the button asks again and calls `take`, which drafts the document and
 * puts its recipients on the list together. Recipients may be below or above (roles `commune`, `vetting`, `organiser`); nobody is told before
 * the document is issued and sent out on its own page.
 */
@Injectable()
export class RegisterEntrance {
  private ofContests: ContestPlaces | null = null;
  private inContests: ContestPages | null = null;

  constructor(
    private readonly documents: DocumentService,
    private readonly reader: DocumentReader,
    private readonly offices: OfficeRepository,
    private readonly doors: OfficeDoors,
  ) {}

  /** The room of contests says when it starts how their registers are found, and where documents are read in them. */
  placeContestsBy(find: ContestPlaces, read: ContestPages): void {
    this.ofContests = find;
    this.inContests = read;
  }

  /**
   * The document that a paper (`source`) has come into any register as, and where the actor reads it: the newest that they may read, else the
   * newest. Null: it has come into none, or was recalled from it.
   */
  async registered(reader: Reader, actor: Actor, source: string): Promise<RegisteredPaper | null> {
    const found = await this.reader.registered(reader, source);
    const own = ownOffice(actor);
    const forerunners = own === null ? [] : await this.offices.forerunners(reader, own);
    for (const document of found) {
      const { contestId, unitId, id } = document;
      const page = contestId === null ? null : await this.inContests?.(reader, actor, contestId);
      if (page !== null && page !== undefined) return { document, href: page(id) };
      if (unitId !== null && unitId !== undefined && refuseToReadOffice(actor, unitId, forerunners) === null)
        return { document, href: officePaths.of(unitId).one(id) };
    }
    const [newest] = found;
    return newest === undefined ? null : { document: newest, href: null };
  }

  /**
   * The register that a paper of this actor belongs in: that of a contest which they organise; else that of the unit in whose name it goes
   * out, if they keep it; else their own. Null: they keep none. What an office takes out of a rehearsal is marked so.
   */
  async placeFor(reader: Reader, actor: Actor, { contestIds, unitId }: PaperStanding): Promise<RegisterPlace | null> {
    const ofContest = (await this.ofContests?.(reader, actor, contestIds)) ?? null;
    if (ofContest !== null) return ofContest;
    const office = refuseToKeepOffice(actor, unitId) === null ? unitId : ownOffice(actor);
    if (office === null) return null;
    const rehearsalOf = await this.offices.rehearsalAmong(reader, contestIds);
    const paths = officePaths.of(office);
    return {
      name: 'sổ văn bản của cơ quan',
      listHref: paths.list,
      oneHref: paths.one,
      open: (act) => this.doors.open(act, { office }, rehearsalOf),
    };
  }

  /** Takes the paper in, word for word, with its bases and recipients. Refuses what the register refuses, and `document-under-way`. */
  take(act: Act, place: RegisterPlace, handed: HandedPaper): Promise<DocumentId> {
    const { words, source, paper, signer, powers, bases, recipients } = handed;
    return this.documents.draft(act, place.open(act), {
      words,
      paper: { source, paper, signer, powers, awaitsResult: false },
      bases: readBases(bases),
      correctsId: null,
      recipients,
    });
  }

  /** As `take`; a paper that is under way already, though only by a moment, is answered with where the actor reads it, and nothing is written. */
  async takeOrFind(
    reader: Reader,
    act: Act,
    place: RegisterPlace,
    handed: HandedPaper,
  ): Promise<{ href: string; isNew: boolean }> {
    try {
      return { href: place.oneHref(await this.take(act, place, handed)), isNew: true };
    } catch (error) {
      const isUnderWay = error instanceof Refused && error.refusal.code === 'document-under-way';
      const there = isUnderWay ? await this.registered(reader, act.actor, handed.source) : null;
      if (there === null || there.href === null) throw error;
      return { href: there.href, isNew: false };
    }
  }
}
