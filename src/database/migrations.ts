import { CreateUnits1637000000000 } from '../../migrations/1637000000000-create-units.js';
import { CreateAccounts1637000100000 } from '../../migrations/1637000100000-create-accounts.js';
import { CreateAudit1637000200000 } from '../../migrations/1637000200000-create-audit.js';
import { CreateContests1637000300000 } from '../../migrations/1637000300000-create-contests.js';
import { CreateEntries1637000400000 } from '../../migrations/1637000400000-create-entries.js';
import { CreateVetting1637000500000 } from '../../migrations/1637000500000-create-vetting.js';
import { CreateJudging1637000600000 } from '../../migrations/1637000600000-create-judging.js';
import { CreateAwards1637000700000 } from '../../migrations/1637000700000-create-awards.js';
import { CreateJobs1637001000000 } from '../../migrations/1637001000000-create-jobs.js';
import { CreateNotices1637001001000 } from '../../migrations/1637001001000-create-notices.js';
import { CreateTransfers1637001100000 } from '../../migrations/1637001100000-create-transfers.js';
import { CreateMemberLists1637001300000 } from '../../migrations/1637001300000-create-member-lists.js';
import { CreateSessionMoves1637001400000 } from '../../migrations/1637001400000-create-session-moves.js';
import { CreateSlotLinks1637001410000 } from '../../migrations/1637001410000-create-slot-links.js';
import { CreateEntryHolders1637001420000 } from '../../migrations/1637001420000-create-entry-holders.js';
import { CreateDeskDossiers1637001500000 } from '../../migrations/1637001500000-create-desk-dossiers.js';
import { LimitSupplements1637001510000 } from '../../migrations/1637001510000-limit-supplements.js';
import { CreateCommuneReminders1637001520000 } from '../../migrations/1637001520000-create-commune-reminders.js';
import { WidenExtensions1637001530000 } from '../../migrations/1637001530000-widen-extensions.js';
import { AddDistrictToAwardLines1637001700000 } from '../../migrations/1637001700000-add-district-to-award-lines.js';
import { CreateStockReasons1637001800000 } from '../../migrations/1637001800000-create-stock-reasons.js';
import { AddressBroadcasts1637002100000 } from '../../migrations/1637002100000-address-broadcasts.js';
import { TakeBackDecisions1637002110000 } from '../../migrations/1637002110000-take-back-decisions.js';
import { HashPictures1637002120000 } from '../../migrations/1637002120000-hash-pictures.js';
import { MoveNoticeShowings1637002130000 } from '../../migrations/1637002130000-move-notice-showings.js';
import { PrintCheckValues1637002140000 } from '../../migrations/1637002140000-print-check-values.js';
import { CreateEntryFilings1637002210000 } from '../../migrations/1637002210000-create-entry-filings.js';
import { PlanRounds1637002300000 } from '../../migrations/1637002300000-plan-rounds.js';
import { OfferMethods1637002310000 } from '../../migrations/1637002310000-offer-methods.js';
import { GuideCriteria1637002350000 } from '../../migrations/1637002350000-guide-criteria.js';
import { ScanFiles1637001200000 } from '../../migrations/1637001200000-scan-files.js';
import { ExtendAfterFinds1637002170000 } from '../../migrations/1637002170000-extend-after-finds.js';
import { SplitStockPlaces1637002200000 } from '../../migrations/1637002200000-split-stock-places.js';
import { CreatePaperChecks1637002760000 } from '../../migrations/1637002760000-create-paper-checks.js';
import { KeepRemarkings1637002750000 } from '../../migrations/1637002750000-keep-remarkings.js';
import { CreateSpreadRules1637002480000 } from '../../migrations/1637002480000-create-spread-rules.js';
import { CreatePaperSheets1637002470000 } from '../../migrations/1637002470000-create-paper-sheets.js';
import { CreateScoreReturns1637002400000 } from '../../migrations/1637002400000-create-score-returns.js';
import { KeepWorkings1637002410000 } from '../../migrations/1637002410000-keep-workings.js';
import { PutOffSheets1637002460000 } from '../../migrations/1637002460000-put-off-sheets.js';
import { CreateMeetings1637002500000 } from '../../migrations/1637002500000-create-meetings.js';
import { CreateJudgeReminders1637002510000 } from '../../migrations/1637002510000-create-judge-reminders.js';
import { CreateScoreAdjustments1637002520000 } from '../../migrations/1637002520000-create-score-adjustments.js';
import { JudgeBlind1637002600000 } from '../../migrations/1637002600000-judge-blind.js';
import { ImportOutsideMarks1637002710000 } from '../../migrations/1637002710000-import-outside-marks.js';
import { NameJudgeRooms1637002700000 } from '../../migrations/1637002700000-name-judge-rooms.js';
import { PractiseScoring1637002610000 } from '../../migrations/1637002610000-practise-scoring.js';
import { NameMeetingChairs1637002820000 } from '../../migrations/1637002820000-name-meeting-chairs.js';
import { FindNames1637002810000 } from '../../migrations/1637002810000-find-names.js';
import { KeepSlotsFromJudges1637002800000 } from '../../migrations/1637002800000-keep-slots-from-judges.js';
import { GiveSamplesFiles1637003210000 } from '../../migrations/1637003210000-give-samples-files.js';
import { KeepPackTakings1637003200000 } from '../../migrations/1637003200000-keep-pack-takings.js';
import { CreateAwardPayments1637003100000 } from '../../migrations/1637003100000-create-award-payments.js';
import { CreateLogHeads1637003010000 } from '../../migrations/1637003010000-create-log-heads.js';
import { KeepAwardListFiles1637003000000 } from '../../migrations/1637003000000-keep-award-list-files.js';
import { CreatePaperWords1637002900000 } from '../../migrations/1637002900000-create-paper-words.js';
import { IssueCertificates1637002910000 } from '../../migrations/1637002910000-issue-certificates.js';
import { CreateDataChecks1637003500000 } from '../../migrations/1637003500000-create-data-checks.js';
import { CreateDocuments1637003300000 } from '../../migrations/1637003300000-create-documents.js';
import { CreateDossierPacks1637003510000 } from '../../migrations/1637003510000-create-dossier-packs.js';
import { RequireTouched1637004000000 } from '../../migrations/1637004000000-require-touched.js';
import { CreateWebhooks1637003610000 } from '../../migrations/1637003610000-create-webhooks.js';
import { CreateProgramKeys1637003600000 } from '../../migrations/1637003600000-create-program-keys.js';
import { CapPrizes1637003420000 } from '../../migrations/1637003420000-cap-prizes.js';
import { CreatePrizeCeilings1637003410000 } from '../../migrations/1637003410000-create-prize-ceilings.js';
import { CreateSidePrizes1637003400000 } from '../../migrations/1637003400000-create-side-prizes.js';
import { SayWhoReceives1637003910000 } from '../../migrations/1637003910000-say-who-receives.js';
import { GrantRewardForms1637003900000 } from '../../migrations/1637003900000-grant-reward-forms.js';
import { CreateAwardEmbargoes1637003700000 } from '../../migrations/1637003700000-create-award-embargoes.js';
import { HoldDocumentsBack1637003701000 } from '../../migrations/1637003701000-hold-documents-back.js';
import { CreateContestArchives1637003800000 } from '../../migrations/1637003800000-create-contest-archives.js';
import { TakeObjections1637003710000 } from '../../migrations/1637003710000-take-objections.js';
import { ShowAwardedEntries1637003720000 } from '../../migrations/1637003720000-show-awarded-entries.js';
import { KeepRewardNorms1637004200000 } from '../../migrations/1637004200000-keep-reward-norms.js';
import { TellRecalls1637004201000 } from '../../migrations/1637004201000-tell-recalls.js';
import { EraseObjectors1637004202000 } from '../../migrations/1637004202000-erase-objectors.js';
import { CreateMovements1637004400000 } from '../../migrations/1637004400000-create-movements.js';
import { PackForOffices1637004100000 } from '../../migrations/1637004100000-pack-for-offices.js';
import { CreateCommunityGroups1637004300000 } from '../../migrations/1637004300000-create-community-groups.js';
import { PresentGroups1637004301000 } from '../../migrations/1637004301000-present-groups.js';
import { CreateCommunityTeams1637004500000 } from '../../migrations/1637004500000-create-community-teams.js';
import { TrainCommunityTeams1637004501000 } from '../../migrations/1637004501000-train-community-teams.js';
import { KeepDriveStandings1637004900000 } from '../../migrations/1637004900000-keep-drive-standings.js';
import { CreatePropagandaItems1637005000000 } from '../../migrations/1637005000000-create-propaganda-items.js';
import { SchedulePropaganda1637005001000 } from '../../migrations/1637005001000-schedule-propaganda.js';
import { KeepEmulationRecord1637005100000 } from '../../migrations/1637005100000-keep-emulation-record.js';
import { KeepProgressReports1637005101000 } from '../../migrations/1637005101000-keep-progress-reports.js';
import { KeepOfficeRegisters1637005200000 } from '../../migrations/1637005200000-keep-office-registers.js';
import { RemindOfReports1637005201000 } from '../../migrations/1637005201000-remind-of-reports.js';
import { IndexLogByDay1637005300000 } from '../../migrations/1637005300000-index-log-by-day.js';
import { IndexUnitsByName1637005301000 } from '../../migrations/1637005301000-index-units-by-name.js';
import { ReadRegisterFigures1637005400000 } from '../../migrations/1637005400000-read-register-figures.js';
import { FollowForerunners1637005401000 } from '../../migrations/1637005401000-follow-forerunners.js';
import { FeedBroadcasts1637005510000 } from '../../migrations/1637005510000-feed-broadcasts.js';
import { SupplyGroups1637005511000 } from '../../migrations/1637005511000-supply-groups.js';
import { KeepPledges1637005511100 } from '../../migrations/1637005511100-keep-pledges.js';
import { IndexDocumentsByPaper1637005511200 } from '../../migrations/1637005511200-index-documents-by-paper.js';
import { KeepBroadcastWeeks1637005511500 } from '../../migrations/1637005511500-keep-broadcast-weeks.js';

/** Every migration, oldest first. Named one by one, so that a stray file is never run. */
export const migrations = [
  CreateUnits1637000000000,
  CreateAccounts1637000100000,
  CreateAudit1637000200000,
  CreateContests1637000300000,
  CreateEntries1637000400000,
  CreateVetting1637000500000,
  CreateJudging1637000600000,
  CreateAwards1637000700000,
  CreateJobs1637001000000,
  CreateNotices1637001001000,
  CreateTransfers1637001100000,
  ScanFiles1637001200000,
  CreateMemberLists1637001300000,
  CreateSessionMoves1637001400000,
  CreateSlotLinks1637001410000,
  CreateEntryHolders1637001420000,
  CreateDeskDossiers1637001500000,
  LimitSupplements1637001510000,
  CreateCommuneReminders1637001520000,
  WidenExtensions1637001530000,
  AddDistrictToAwardLines1637001700000,
  CreateStockReasons1637001800000,
  AddressBroadcasts1637002100000,
  TakeBackDecisions1637002110000,
  HashPictures1637002120000,
  MoveNoticeShowings1637002130000,
  PrintCheckValues1637002140000,
  ExtendAfterFinds1637002170000,
  SplitStockPlaces1637002200000,
  CreateEntryFilings1637002210000,
  PlanRounds1637002300000,
  OfferMethods1637002310000,
  GuideCriteria1637002350000,
  CreateScoreReturns1637002400000,
  KeepWorkings1637002410000,
  PutOffSheets1637002460000,
  CreateMeetings1637002500000,
  CreateJudgeReminders1637002510000,
  CreatePaperSheets1637002470000,
  CreateScoreAdjustments1637002520000,
  JudgeBlind1637002600000,
  PractiseScoring1637002610000,
  NameJudgeRooms1637002700000,
  ImportOutsideMarks1637002710000,
  CreateSpreadRules1637002480000,
  KeepRemarkings1637002750000,
  CreatePaperChecks1637002760000,
  KeepSlotsFromJudges1637002800000,
  FindNames1637002810000,
  NameMeetingChairs1637002820000,
  KeepAwardListFiles1637003000000,
  CreateLogHeads1637003010000,
  CreateAwardPayments1637003100000,
  KeepPackTakings1637003200000,
  GiveSamplesFiles1637003210000,
  CreatePaperWords1637002900000,
  IssueCertificates1637002910000,
  CreateDocuments1637003300000,
  CreateDataChecks1637003500000,
  CreateDossierPacks1637003510000,
  CreateSidePrizes1637003400000,
  CreatePrizeCeilings1637003410000,
  CapPrizes1637003420000,
  RequireTouched1637004000000,
  GrantRewardForms1637003900000,
  CreateAwardEmbargoes1637003700000,
  HoldDocumentsBack1637003701000,
  CreateProgramKeys1637003600000,
  CreateWebhooks1637003610000,
  SayWhoReceives1637003910000,
  CreateContestArchives1637003800000,
  TakeObjections1637003710000,
  ShowAwardedEntries1637003720000,
  KeepRewardNorms1637004200000,
  TellRecalls1637004201000,
  EraseObjectors1637004202000,
  CreateMovements1637004400000,
  PackForOffices1637004100000,
  CreateCommunityGroups1637004300000,
  PresentGroups1637004301000,
  CreateCommunityTeams1637004500000,
  TrainCommunityTeams1637004501000,
  KeepDriveStandings1637004900000,
  CreatePropagandaItems1637005000000,
  SchedulePropaganda1637005001000,
  KeepEmulationRecord1637005100000,
  KeepProgressReports1637005101000,
  KeepOfficeRegisters1637005200000,
  RemindOfReports1637005201000,
  IndexLogByDay1637005300000,
  IndexUnitsByName1637005301000,
  ReadRegisterFigures1637005400000,
  FollowForerunners1637005401000,
  FeedBroadcasts1637005510000,
  SupplyGroups1637005511000,
  KeepPledges1637005511100,
  IndexDocumentsByPaper1637005511200,
  KeepBroadcastWeeks1637005511500,
];
