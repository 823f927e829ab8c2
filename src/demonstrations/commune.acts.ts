import { Injectable } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import type { EntryFacts } from '../entries/entry.facts.js';
import { EntryReader } from '../entries/entry.reader.js';
import { EntryService } from '../entries/entry.service.js';
import { FileService } from '../entries/file.service.js';
import { readMemberFile } from '../entries/member.file.js';
import { findMembers } from '../entries/member.reading.js';
import { MemberReader } from '../entries/member.reader.js';
import { MemberService } from '../entries/member.service.js';
import { PresentationService } from '../entries/presenting/presentation.service.js';
import { fingerprintOf, SubmissionService } from '../entries/submission.service.js';
import type { Act } from '../kernel/actor.js';
import type { UnitId } from '../kernel/ids.js';
import { FileStore } from '../storage/file-store.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import type { CommuneStep } from './demonstration.timeline.js';
import type { SampleDossier } from './materials/dossiers.js';
import type { Edition } from './materials/files/edition.js';
import { type DossierPart, returnReasons, withdrawalReason } from './materials/reasons.js';
import { dossierTexts } from './materials/texts.js';
import { BAN_BO_COMMUNE, BINH_LU_COMMUNE } from './materials/villages.js';
import { Play } from './play.js';
import { SLOT_OF_PART } from './slot.names.js';

const PRESENTING: ReadonlySet<string> = new Set([BAN_BO_COMMUNE, BINH_LU_COMMUNE]);

/** What the communes do, through the services behind their pages. */
@Injectable()
export class CommuneActs {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly entries: EntryReader,
    private readonly entryService: EntryService,
    private readonly fileService: FileService,
    private readonly submissions: SubmissionService,
    private readonly members: MemberReader,
    private readonly memberService: MemberService,
    private readonly store: FileStore,
    private readonly presentations: PresentationService,
  ) {}

  async take(play: Play, step: CommuneStep): Promise<void> {
    const { dossier } = step;
    const act = play.cast.for(dossier.village.communeCode);
    switch (step.act) {
      case 'write':
        return this.write(play, act, dossier, step.answers);
      case 'attach':
        for (const part of step.parts) await this.attach(play, act, dossier, part, 'first');
        return;
      case 'submit':
        return this.submit(play, act, dossier);
      case 'withdraw': {
        const { code, version } = await this.entryOf(play, dossier);
        await this.entryService.withdraw(act, code, { version, reason: withdrawalReason(dossier) });
      }
    }
  }

  /** The commune answers a return: of each part that the office named it takes the papers out and puts better ones in. */
  async supplement(play: Play, dossier: SampleDossier): Promise<void> {
    const act = play.cast.for(dossier.village.communeCode);
    const entry = await this.entryOf(play, dossier);
    const slots = await this.contests.slots(this.database.reader, entry.contestId);
    const files = await this.entries.filesOf(this.database.reader, entry.id);
    for (const { part } of returnReasons(dossier)) {
      const slot = slots.find(({ code }) => code === SLOT_OF_PART[part]);
      for (const file of files.filter(({ slotId }) => slotId === slot?.id)) {
        await this.fileService.removeFile(act, entry.code, file.id);
      }
      await this.attach(play, act, dossier, part, 'supplement');
    }
    await this.submit(play, act, dossier);
  }

  private async write(play: Play, act: Act, dossier: SampleDossier, answers: 'all' | 'some'): Promise<void> {
    const { contest } = play;
    const villageId = await this.villageOf(contest, act, dossier);
    const code = await this.entryService.createDraft(act, contest.id, villageId);
    play.began(dossier, code);
    const texts = dossierTexts(dossier);
    const known = { 'ten-nhom': texts.groupName, 'truong-nhom': texts.leader.fullName };
    const all = {
      ...known,
      'so-thanh-vien': String(texts.memberCount),
      'lien-ket': texts.zaloLink,
      'tom-tat': texts.summary,
    };
    const { version } = await this.entryOf(play, dossier);
    await this.entryService.saveAnswers(act, code, { version, answers: answers === 'all' ? all : known });
    await this.present(play, act, dossier);
  }

  /** The communes that signed-in people may be say which group of the register their dossiers are about. */
  private async present(play: Play, act: Act, dossier: SampleDossier): Promise<void> {
    if (!PRESENTING.has(dossier.village.communeCode)) return;
    const entry = await this.entryOf(play, dossier);
    const { groups } = await this.presentations.offerOf(this.database.reader, entry);
    const own = groups.find(({ villageId }) => villageId === entry.villageId);
    if (own !== undefined) await this.presentations.choose(act, entry.code, own.id);
  }

  private async attach(
    play: Play,
    act: Act,
    dossier: SampleDossier,
    part: DossierPart,
    edition: Edition,
  ): Promise<void> {
    const received = await play.files.of({ dossier, part, edition });
    if (part === 'members') return this.list(act, play.codeOf(dossier), received);
    await this.fileService.addFiles(act, play.codeOf(dossier), SLOT_OF_PART[part], received);
  }

  /** The list goes the way of every list: the file is read and looked over, and taken when nothing is wrong with it. */
  private async list(act: Act, code: string, received: readonly ReceivedFile[]): Promise<void> {
    const entry = await this.entries.byCode(this.database.reader, code);
    const question = entry && (await this.members.questionOf(this.database.reader, entry));
    const [file] = received;
    if (!question || file === undefined) throw new Error(`${code} asks for no list of members`);
    const passing = { ...file, path: this.store.pathOf(file.sha256), originalName: file.name };
    const found = findMembers(question.design, await readMemberFile(passing));
    if ('refusal' in found) throw new Error(`the list of ${code} is ${found.refusal.code}`);
    await this.memberService.importRows(act, code, 0, { ...found, sha256: file.sha256 });
    const edit = { version: 1, cells: new Map(), removed: [], added: 0, takes: true };
    const { taken, faults } = await this.memberService.edit(act, code, edit);
    if (taken === null) throw new Error(`the list of ${code} has ${faults} faults`);
  }

  private async submit(play: Play, act: Act, dossier: SampleDossier): Promise<void> {
    const { id, code, version } = await this.entryOf(play, dossier);
    const { reader } = this.database;
    const entry = await this.entryOf(play, dossier);
    const seen = fingerprintOf(await this.entries.filesOf(reader, id), await this.members.standingOf(reader, entry));
    await this.submissions.submit(act, code, { version, seen, committed: true });
  }

  private async villageOf(contest: ContestFacts, { actor }: Act, { village }: SampleDossier): Promise<UnitId> {
    const villages = await this.contests.villagesOf(this.database.reader, contest.id, actor.unitId as UnitId);
    const found = villages.find(({ name }) => name === village.name);
    if (found === undefined) throw new Error(`${village.name} of ${village.communeName} does not take part`);
    return found.id;
  }

  private async entryOf(play: Play, dossier: SampleDossier): Promise<EntryFacts> {
    const entry = await this.entries.byCode(this.database.reader, play.codeOf(dossier));
    if (entry === null) throw new Error(`the dossier ${dossier.key} is gone`);
    return entry;
  }
}
