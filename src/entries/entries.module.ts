import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../database/invariants.js';
import { ENTRY_INVARIANTS } from './entry.invariants.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ContestUse } from '../contests/contest.use.js';
import { CommunitiesModule } from '../communities/communities.module.js';
import { GroupPresentations } from '../communities/groups/group.presentations.js';
import { ContestsModule } from '../contests/contests.module.js';
import { Verification } from '../contests/verification.js';
import { DeskController } from './desk.controller.js';
import { DeskReader } from './desk.reader.js';
import { BookSending } from './books/book.sending.js';
import { DossierBooks } from './books/dossier.book.js';
import { DossierPack } from './books/dossier.pack.js';
import { PackController } from './books/pack.controller.js';
import { PackRepository } from './books/pack.repository.js';
import { PackService } from './books/pack.service.js';
import { DossierFiles } from './dossier.files.js';
import { EntryController } from './entry.controller.js';
import { EntryDrafts } from './entry.drafts.js';
import { EntryLife } from './entry.life.js';
import { EntryHands } from './entry.hands.js';
import { EntryOpening } from './entry.opening.js';
import { EntryReader } from './entry.reader.js';
import { EntryTasks } from './entry.tasks.js';
import { EntryReminders } from './entry.reminders.js';
import { EntryRepository } from './entry.repository.js';
import { EntryUsage } from './entry.usage.js';
import { EntrySightings } from './entry.sightings.js';
import { EntryService } from './entry.service.js';
import { FileService } from './file.service.js';
import { FilingLife } from './filing.life.js';
import { FilingRepository } from './filing.repository.js';
import { HandlingController } from './handling.controller.js';
import { HandlingService } from './handling.service.js';
import { LentSlotController } from './lent-slot.controller.js';
import { LendingController } from './lending.controller.js';
import { LookUpController } from './look-up.controller.js';
import { LookUpService } from './look-up.service.js';
import { MemberController } from './member.controller.js';
import { MemberFilesController } from './member.files.controller.js';
import { MemberIntake } from './member.intake.js';
import { MemberPages } from './member.pages.js';
import { MemberReader } from './member.reader.js';
import { MemberRepository } from './member.repository.js';
import { MemberService } from './member.service.js';
import { MemberSweep } from './member.sweep.js';
import { NameRepository } from './naming/name.repository.js';
import { NameSearch } from './naming/name.search.js';
import { OverviewController } from './overview.controller.js';
import { OverviewRepository } from './overview.repository.js';
import { ReceiptController } from './receipt.controller.js';
import { ReceiptPress } from './receipt.press.js';
import { ReceiptFinding } from './receipt.finding.js';
import { toCheckedReceipt } from './receipt.verification.js';
import { PhotoBinding } from './photo.binding.js';
import { PictureUse } from './picture.use.js';
import { Quarantine } from './quarantine.js';
import { SlotLinks } from './slot-link.service.js';
import { EntryDesks } from './presenting/entry.desks.js';
import { PresentationController } from './presenting/presentation.controller.js';
import { toPresentation } from './presenting/presented-group.js';
import { PresentationRepository } from './presenting/presentation.repository.js';
import { PresentationService } from './presenting/presentation.service.js';
import { SlotController } from './slot.controller.js';
import { SubmissionController } from './submission.controller.js';
import { SubmissionService } from './submission.service.js';
import { TransferController } from './transfer.controller.js';
import { TransferEnding } from './transfer.ending.js';
import { TransferFigures } from './transfer.figures.js';
import { TransferRepository } from './transfer.repository.js';
import { TransferService } from './transfer.service.js';
import { TransferSweep } from './transfer.sweep.js';
import { UnfinishedController } from './unfinished.controller.js';
import { EntryApiController } from './entry.api.controller.js';

/** Dossiers: what a commune makes of them, and what the rooms above may read and decide. */
@Module({
  imports: [CommunitiesModule, AccountsModule, ContestsModule],
  // The desk first: `/nop/moi` is a page of its own and not a dossier called "moi".
  controllers: [
    PresentationController,
    EntryApiController,
    DeskController,
    EntryController,
    MemberController,
    MemberFilesController,
    // Before the files of a slot: "gui-nho" is no part of a file.
    LendingController,
    SlotController,
    TransferController,
    UnfinishedController,
    SubmissionController,
    ReceiptController,
    LookUpController,
    LentSlotController,
    HandlingController,
    OverviewController,
    PackController,
  ],
  providers: [
    DeskReader,
    EntryDesks,
    EntryHands,
    EntryReader,
    EntryDrafts,
    EntryLife,
    EntryOpening,
    EntryRepository,
    EntrySightings,
    PhotoBinding,
    PictureUse,
    EntryService,
    EntryUsage,
    FileService,
    FilingLife,
    FilingRepository,
    TransferFigures,
    TransferRepository,
    TransferService,
    TransferEnding,
    TransferSweep,
    ReceiptPress,
    SubmissionService,
    LookUpService,
    ReceiptFinding,
    SlotLinks,
    HandlingService,
    BookSending,
    DossierBooks,
    DossierPack,
    PackRepository,
    PackService,
    DossierFiles,
    OverviewRepository,
    EntryTasks,
    Quarantine,
    MemberReader,
    MemberRepository,
    MemberService,
    MemberIntake,
    MemberPages,
    MemberSweep,
    EntryReminders,
    NameRepository,
    NameSearch,
    PresentationRepository,
    PresentationService,
  ],
  exports: [
    PresentationService,
    MemberIntake,
    MemberReader,
    MemberService,
    EntryDesks,
    EntryHands,
    EntryReader,
    EntryLife,
    EntrySightings,
    EntryOpening,
    EntryService,
    FileService,
    BookSending,
    PackService,
    FilingLife,
    ReceiptPress,
    SubmissionService,
    DossierFiles,
    EntryTasks,
    TransferFigures,
    NameSearch,
  ],
})
export class EntriesModule implements OnModuleInit {
  constructor(
    private readonly use: ContestUse,
    private readonly verification: Verification,
    private readonly entries: EntryReader,
    private readonly receipts: ReceiptFinding,
    private readonly invariants: Invariants,
    private readonly presentations: GroupPresentations,
    private readonly presenting: PresentationRepository,
    private readonly desks: EntryDesks,
  ) {}

  onModuleInit(): void {
    this.invariants.keep(ENTRY_INVARIANTS);
    this.presentations.findBy(async (reader, groupId, actor) => {
      const found = await this.presenting.entriesOf(reader, groupId, actor);
      const desks = await this.desks.hrefsOf(
        reader,
        actor,
        found.map(({ id }) => id),
      );
      return found.map((entry) => toPresentation(entry, actor, desks));
    });
    this.use.countEntriesBy((reader, contestId) => this.entries.countIn(reader, contestId));
    this.verification.findPapersBy(async ({ number, checkValue }) => {
      const found = await this.receipts.by('checkValue', { number, secret: checkValue });
      return found && toCheckedReceipt(found);
    });
  }
}
