import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { cellsOf } from './cells.js';
import { followLinks, type Listen, opened, Trail } from './crawl.js';
import { MEMBER_TRACES } from './members.js';
import type { Phase } from './phases.js';
import { PRINCIPALS } from './principals.js';
import { RIGHTS } from './rights.table.js';
import { Encounters } from './secrecy.js';
import { SECRETS, TOTALS, tracesIn, tracesOf } from './secrets.js';
import { type Stage, setStage } from './stage.js';
import { type Findings, lookAtAll, pressAllowed, pressDenied } from './sweep.js';

// Thousands of requests; a busy machine may take its time.
jest.setTimeout(240_000);

/** Like one of the others; they follow links as well while it matters most. */
const ALIKE = new Set<string | null>([
  'xa3',
  'xa-hai22',
  'tham-dinh2',
  'giam-khao-3',
  'bi-khoa',
  'het-vai',
  'to-chuc-tinh',
]);
/** In the other two phases nobody is shown anything that the neighbouring ones do not show. */
const FOLLOWED: ReadonlySet<Phase> = new Set<Phase>(['submission', 'judging', 'closed', 'published']);

/** Registers, drives and broadcasts stand beside the contest: what they show is no other when its judging has ended. */
const BESIDE_THE_CONTEST = /^\/(?:nhom|to|dot|tuyen-truyen)(?:[/?]|$)/;
const leftOutIn = (phase: Phase): RegExp | null =>
  phase === 'closed' || phase === 'published' ? BESIDE_THE_CONTEST : null;

const found = ({ wrong, changed, telling }: Findings) => ({ wrong: wrong.slice(0, 60), changed, telling });
const NOTHING = { wrong: [], changed: [], telling: [] };

/**
 * Everybody at every address in these phases, as the rights table says; then on along every link; then at every button. One
 * walk through the house serves rights and secrets: whatever was heard on it is read for what the hearer may not know.
 */
export function sweepPhases(phases: readonly Phase[]): void {
  describe.each(phases)('In the phase "%s"', (phase) => {
    let stage: Stage;
    let encounters: Encounters;
    let looked: Findings;
    let denied: Findings;
    let allowed: Findings;
    let pages = 0;
    const log: string[] = [];
    let events: string[];

    beforeAll(async () => {
      const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
      stage = await setStage(phase, { logger });
      const cells = cellsOf(RIGHTS, stage.things, phase);
      encounters = new Encounters(stage);
      const trails = new Map(PRINCIPALS.map((who) => [who, new Trail(leftOutIn(phase))]));
      const listen: Listen = (who, path, heard) => {
        encounters.listen(who, path, heard);
        trails.get(who)?.saw(path, heard);
      };
      looked = await lookAtAll(stage, cells, listen);
      for (const [who, trail] of trails) {
        if (!FOLLOWED.has(phase) || (phase !== 'judging' && ALIKE.has(who.account))) continue;
        trail.point(['/', ...opened(stage, who, 'all')]);
        await followLinks(stage, who, trail, encounters.listen);
        pages += trail.pages;
      }
      events = await eventsOf(stage);
      denied = await pressDenied(stage, cells);
      allowed = await pressAllowed(stage, cells);
    });
    afterAll(() => stage.close());

    it('everybody sees what the table lets them see, looking writes nothing, and the hidden looks like the missing', () => {
      expect(found(looked)).toEqual(NOTHING);
    });

    it('a button that is not theirs changes nothing', () => expect(found(denied)).toEqual(NOTHING));

    it('a button that is theirs is answered about its words', () => expect(found(allowed)).toEqual(NOTHING));

    it('nothing tells anybody what a judge wrote, whom a list names, or of a dossier, that they may not know of (S6, S7)', () => {
      expect(encounters.leaks.slice(0, 40)).toEqual([]);
      if (FOLLOWED.has(phase)) expect(pages).toBeGreaterThan(300);
    });

    it('the log of the house says nothing of it, nor do the audit events', () => {
      const all = [...Object.values(SECRETS).flatMap(tracesOf), ...TOTALS, ...MEMBER_TRACES];
      expect([...log, ...events].filter((line) => tracesIn(line, all).length > 0)).toEqual([]);
    });

    if (phase === 'judging') {
      it('the traces are where they should be: with the judge who wrote, the commune and the office that see the lists', () => {
        const LISTED = ['0987 654 329', 'Sùng Thị Kín'];
        for (const [account, traces] of [
          ['giam-khao-1', [SECRETS.judge1.comment, '33,19', '73,19']],
          ['xa', LISTED],
          ['tham-dinh', LISTED],
          ['thu-ky', ['Trần Thị Một', 'GK1', 'GK3']],
        ] as const)
          expect([account, traces.filter((trace) => !encounters.tracesOf(account).has(trace))]).toEqual([account, []]);
      });
    }
  });
}

async function eventsOf({ app }: Stage): Promise<string[]> {
  const events = await app.database.reader.rows<{ said: string }>(
    `SELECT concat_ws(' ', act, subject_id, reason, facts::text) AS said FROM audit_events`,
    [],
  );
  return events.map(({ said }) => said);
}
