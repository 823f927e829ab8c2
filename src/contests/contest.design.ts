import { Inject, Injectable } from '@nestjs/common';
import type { Reader } from '../database/tx.js';
import { STORAGE_SETTINGS, type StorageSettings } from '../storage/storage.settings.js';
import { bodiesOf } from './body.repository.js';
import type { Calendar } from './calendar.js';
import type { ContestFacts } from './contest.facts.js';
import { ContestReader } from './contest.reader.js';
import { WINDOW_KINDS } from './contest.words.js';
import { PrizeMoney } from './prize-money.reader.js';
import type { ContestDesign } from './readiness.js';
import { rulesVersions } from './rules.repository.js';
import { snapshotCommunes } from './snapshot.repository.js';
import { vettingLevelsOf } from './vetting-level.repository.js';

/** Reads a whole contest as plain data. */
@Injectable()
export class ContestDesigns {
  constructor(
    private readonly contests: ContestReader,
    private readonly money: PrizeMoney,
    @Inject(STORAGE_SETTINGS) private readonly storage: Pick<StorageSettings, 'uploadMaxBytes'>,
  ) {}

  /** Everything that readiness looks at, in a fixed number of queries. */
  async of(reader: Reader, contest: ContestFacts, calendar: Calendar): Promise<ContestDesign> {
    const rubric = await this.contests.currentRubric(reader, contest.id);
    const communes = await snapshotCommunes(reader, contest.id);
    return {
      contest,
      windows: WINDOW_KINDS.flatMap((kind) => calendar.window(kind) ?? []),
      bodies: await bodiesOf(reader, contest.id),
      rules: await rulesVersions(reader, contest.id),
      slots: await this.contests.slots(reader, contest.id),
      fields: await this.contests.fields(reader, contest.id),
      criteria: rubric?.criteria ?? [],
      plannedRounds: await this.contests.plannedRounds(reader, contest.id),
      tiers: await this.contests.tiers(reader, contest.id),
      sidePrizes: await this.money.sidePrizes(reader, contest.id),
      ceilings: await this.money.ceilings(reader, contest.id),
      sources: await this.money.sources(reader, contest.id),
      vettingLevels: await vettingLevelsOf(reader, contest.id),
      mostFileBytes: this.storage.uploadMaxBytes,
      communes: communes.map(({ name, villageCount, vetterNames }) => ({
        name,
        villageCount,
        vetters: vetterNames.length,
      })),
    };
  }
}
