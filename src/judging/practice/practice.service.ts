import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts, PracticeDossier, RubricFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Reader } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import type { Words } from '../../web/request.js';
import { contestAtOf } from '../judging.service.js';
import { refuseToPractise } from '../judging.policy.js';
import { parseScores, pointsField } from '../score.form.js';
import { UNWRITTEN } from '../sheet.facts.js';
import { placeOf } from '../sheet.service.js';
import { missingCriteria } from '../sheet.total.js';
import { PracticeRepository } from './practice.repository.js';

/** Where a judge practises: the contest, its samples, and the criteria of its newest version. */
export interface PracticePlace {
  contest: ContestFacts;
  calendar: Calendar;
  rubric: RubricFacts;
  samples: readonly PracticeDossier[];
}

/** Marks given to learn the scale: complete, changeable, counted nowhere. */
@Injectable()
export class PracticeService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly practice: PracticeRepository,
  ) {}

  /** The judge's own contest; `not-found` where it has no criteria yet. */
  async placeOf(reader: Reader, actor: Actor, realNow: Instant): Promise<PracticePlace> {
    const { contestId } = placeOf({ actor });
    const [contest, rubric, samples] = await Promise.all([
      this.contests.byId(reader, contestId),
      this.contests.currentRubric(reader, contestId),
      this.contests.practiceDossiers(reader, contestId),
    ]);
    if (contest === null || rubric === null) throw new Refused({ code: 'not-found' });
    return { contest, rubric, samples, calendar: await this.contests.calendarOf(reader, contest, realNow) };
  }

  /** Saves the marks of the sample at this place in the list, from 1. Every criterion needs its points here (`points-faulty`). */
  async save(act: Act, order: number, words: Words): Promise<{ title: string }> {
    return this.database.act(act, async (tx) => {
      const place = await this.placeOf(tx, act.actor, tx.now);
      const sample = place.samples[order - 1];
      if (sample === undefined) throw new Refused({ code: 'not-found' });
      obey(refuseToPractise(act.actor, place.contest, place.calendar));
      const { criteria, versionId } = place.rubric;
      if (words['rubric'] !== versionId) throw new Refused({ code: 'rubric-changed' });
      const { scores, faults } = parseScores(words, criteria, UNWRITTEN);
      const faulty = new Set(faults.map(({ field }) => field));
      const missing = missingCriteria(scores.points, criteria)
        .filter(({ code }) => !faulty.has(pointsField(code)))
        .map(({ code, title }) => ({
          field: pointsField(code),
          text: `${inQuotes(title)}: tập chấm cần đủ điểm mọi tiêu chí.`,
        }));
      if (faults.length + missing.length > 0)
        throw new Refused({ code: 'points-faulty', faults: [...faults, ...missing] });
      const saved = await this.practice.save(
        tx,
        { practiceId: sample.id, personId: act.actor.personId, rubricVersionId: versionId },
        { points: scores.points, version: Number(words['version']) || 0, at: place.calendar.now },
      );
      if (saved === 0) throw new Refused({ code: 'sheet-stale', savedAt: null });
      await this.audit.record(tx, act, {
        act: 'practice.save',
        subjectKind: 'practice',
        subjectId: sample.id,
        contestId: place.contest.id,
        contestAt: contestAtOf(place.contest, place.calendar),
        facts: { title: sample.title },
      });
      return { title: sample.title };
    });
  }
}
