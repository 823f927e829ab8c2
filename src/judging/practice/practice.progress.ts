import { Injectable } from '@nestjs/common';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatPoints } from '../../kernel/vietnamese/numbers.js';
import type { Page } from '../../web/answer.js';
import { judgingPaths } from '../judging.paths.js';
import { PanelRepository } from '../panel.repository.js';
import { secretaryPage, SecretaryStandings } from '../secretary.standing.js';
import { PracticeRepository } from './practice.repository.js';
import { spreadOf } from './practice.spread.js';

/** How far each judge is with practising, and how far the panel's practice marks lie apart on each sample: no judge's marks by name. */
@Injectable()
export class PracticeProgressPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly practice: PracticeRepository,
  ) {}

  async page(actor: Actor): Promise<Page> {
    const standing = await this.standings.of(actor);
    const { contest, round } = standing;
    if (round === null) return secretaryPage(standing, 'judging/no-round', { panelHref: judgingPaths.panel });
    const { reader } = this.database;
    const [judges, rubric, samples] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.contests.currentRubric(reader, contest.id),
      this.contests.practiceDossiers(reader, contest.id),
    ]);
    const of = { contestId: contest.id, rubricVersionId: rubric?.versionId ?? null };
    const [practised, marks] = await Promise.all([
      this.practice.practised(reader, of),
      this.practice.marks(reader, { ...of, personId: actor.personId }),
    ]);
    const criteria = rubric?.criteria ?? [];
    const titles = new Map(criteria.map(({ code, title }) => [code, title]));
    return secretaryPage(
      standing,
      'judging/practice-progress',
      {
        noneText: samples.length === 0 ? 'Ban Tổ chức chưa lập hồ sơ tập chấm nào.' : null,
        judges: judges.map(({ personId, code, name }) => {
          const own = practised.get(personId);
          const done = own?.done ?? 0;
          return {
            code,
            name,
            doneText: `${done}/${samples.length}`,
            lastText: own === undefined ? null : formatDateTime(own.lastAt),
            status:
              done === samples.length
                ? { word: 'Đã tập chấm đủ', tone: 'success' }
                : done === 0
                  ? { word: 'Chưa tập chấm', tone: 'warning' }
                  : { word: 'Đang tập chấm', tone: 'info' },
          };
        }),
        samples: samples.map(({ id, title }) => ({
          title,
          spread: spreadOf(
            marks.filter(({ practiceId }) => practiceId === id).map(({ points }) => points),
            criteria,
          ).map((one) => ({
            title: titles.get(one.code) ?? one.code,
            lowest: formatPoints(one.lowest),
            middle: formatPoints(one.middle),
            highest: formatPoints(one.highest),
            apart: formatPoints(one.highest - one.lowest),
            judges: one.judges,
          })),
        })),
      },
      [
        { href: judgingPaths.secretary, label: 'Thư ký' },
        { href: null, label: 'Tập chấm' },
      ],
    );
  }
}
