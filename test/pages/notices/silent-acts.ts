/** Acts that tell nobody: one's own paper, the set-up of a contest, inner work of an office or a jury. */
const SILENT: readonly (string | RegExp)[] = [
  /^(session|person|program-key|webhook|unit|notice|job|demonstration)\.[a-z-]+$/,
  /^contest\.(create|copy|open|clock|units)$/,
  /^contest\.(body|member|rules|slot|field|vetting-level|criterion|prize-tier|side-prize|prize-ceiling|budget-source)\.(add|edit|remove|move)$/,
  /^contest\.(practice|round-criterion)\.(add|edit|remove|move)$/,
  /^contest\.practice\.(attach|detach)$/,
  /^contest\.planned-round\.(add|remove|move)$/,
  /^contest\.(general|member-list|quota|ranking|budget|storage|movement|objections|blind)\.edit$/,
  /^contest\.rules\.(attach|detach|quarantine)$/,
  'contest.rubric.start',
  // Who keeps a movement tells its units by a letter, or reminds them.
  /^movement\.(begin|edit)$/,
  // Stations read what they are to broadcast on their page of the day.
  /^propaganda\.[a-z-]+$/,
  /^drive\.(begin|edit|units|report|import|confirm|check)$/,
  // Agency and commune of residence see on their lists what the other wrote; a commune finds who waits among its tasks.
  /^drive\.pledge(-(import|edit|correct|withdraw|confirm|deny))?$/,
  'drive.erase-pledges',
  // Who keeps a record reads it; a letter tells the units.
  /^(emulation|reward-proposal|progress-report)\.[a-z-]+$/,
  /^contest\.broadcast\.(write|remove)$/,
  /^award-payment\.(pay|withdraw)$/,
  /^award-list\.(draft|discard|decide|withdraw-decision|confirm|take-back|supersede|set-embargo|lift-embargo)$/,
  'results.export',
  'dossier-pack.ask',
  /^contest-archive\.(ask|export)$/,
  // Those who were told of it were told where it was held.
  'contest.arrive',
  'paper-words.edit',
  // Whose data it was is no longer known.
  'objection.erase',
  /^(reward-norm|base-salary)\.(add|close|withdraw)$/,
  /^document\.(draft|discard|sign|attach|quarantine|number|issue|show|hide|receive)$/,
  /^document\.(add-basis|remove-basis|add-recipients|remove-recipient)$/,
  /^entry\.(create|write|present|copy|take-over|withdraw|forward|take-back|take-back-above)$/,
  /^entry\.(add|reuse|remove|order)-files?$/,
  /^entry\.(begin|drop|refuse)-transfer$/,
  /^entry\.(lend-slot|end-lending|add-lent-file)$/,
  // The commune is told when the paper has come in, by its receipt.
  /^entry\.(begin|end)-filing$/,
  // What a commune lets be seen it sees itself.
  /^entry\.(show|unshow)$/,
  /^entry\.(import|open|edit|drop|take|remove)-members$/,
  /^vetting\.(check|assign|release|remind|forward|stock-add|stock-remove|stock-return)$/,
  /^round\.(open|rubric|advance|advance-undo)$/,
  /^panel\.(add|change|remove)$/,
  /^conflict\.(pin|lift)$/,
  /^adjustment\.(add|remove)$/,
  'outside.import',
  /^naming\.(search|decide)$/,
  /^paper\.(receive|release|type|type-again|confirm|send-back|attach)$/,
  /^pack\.(take|set-aside)$/,
  /^crosscheck\.(draw|agree|record)$/,
  /^spread\.(rule|decide|withdraw)$/,
  // What a commune or its office writes into a register they see there.
  /^community-(group|household|role|team)\.[a-z-]+$/,
  /^team-kind\.[a-z-]+$/,
  // Members are told of a meeting when it opens; what is on their screens they see there.
  /^meeting\.(attendance|show|write|ask|vote|hands|close)$/,
  'practice.save',
  'judging.take-back',
  /^sheet\.(save|sign|reopen|recuse|return|return-written|return-dropped)$/,
];
/** Acts whose notices are told by specs of their own, which bring about what has to be there before. */
export const TOLD_ELSEWHERE: readonly string[] = [
  'paper.quarantine-scan', // test/pages/judging/paper.spec.ts
  'contest.planned-round.edit', // test/store/contests/rounds.spec.ts
  'drive.remind', // test/pages/movements/reminders.spec.ts
  'document.dispatch', // test/pages/contests/register.spec.ts
  'document.remind',
  'document.recall',
  'objection.file', // test/pages/awards/objections.spec.ts
  'objection.answer',
  'award-list.hold', // test/pages/awards/embargo.spec.ts
  'spread.open', // test/pages/judging/spread.spec.ts
];
export const isSilent = (act: string): boolean =>
  SILENT.some((one) => (typeof one === 'string' ? one === act : one.test(act)));
