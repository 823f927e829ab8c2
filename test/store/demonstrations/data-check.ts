import { mkdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LogHeadSealer } from '../../../src/audit/heads/log-head.sealer.js';
import { Invariants } from '../../../src/database/invariants.js';
import { CheckHours } from '../../../src/operations/check/check.hours.js';
import { DataCheck } from '../../../src/operations/check/data-check.js';
import { FileStore } from '../../../src/storage/file-store.js';
import type { TestApp } from '../../app.js';
import { PLANTED_BREACHES } from '../../fixtures/planted-breaches.js';

/** What the check of the whole data says of a demonstration that stands at the stage of results; leaves it as it was. */
export function describeDataCheck(house: () => TestApp): void {
  describe('at the stage of results, as the check of the data sees it', () => {
    const check = () => house().app.get(DataCheck);

    it('keeps every rule of every room, file by file', async () => {
      await house().app.get(LogHeadSealer).sealHead();
      const { breaches, invariants } = await check().run('hashes');
      expect([breaches, invariants]).toEqual([[], house().app.get(Invariants).all().length]);
    });

    it.each(PLANTED_BREACHES)('$codes: $what', async ({ codes, sql }) => {
      const breaches = await house().database.transaction(
        async (tx) => {
          for (const statement of sql)
            if ((await tx.changed(statement)) === 0 && !statement.startsWith('ALTER'))
              throw new Error(`nothing planted: ${statement}`);
          return check().breachesIn(tx, 'lengths');
        },
        { dryRun: true },
      );
      expect([...new Set(breaches.map(({ code }) => code))]).toEqual(codes);
    });

    it('has a planted breach for every rule but those of files, which lie on the disk', () => {
      const rules = house()
        .app.get(Invariants)
        .all()
        .map(({ code }) => code);
      const named = new Set(PLANTED_BREACHES.flatMap(({ codes }) => codes));
      expect(rules.filter((code) => !named.has(code))).toEqual(['storage.files-are-there', 'storage.no-stray-files']);
    });

    it('names a file that is gone, one that was cut, one that changed, and one that nobody put there', async () => {
      const store = house().app.get(FileStore);
      const files = await house().database.reader.rows<{ sha256: string }>(
        `SELECT sha256 FROM stored_files ORDER BY sha256 LIMIT 3`,
      );
      const [gone = '', cut = '', changed = ''] = files.map(({ sha256 }) => sha256);
      const kept = await Promise.all([gone, cut, changed].map((sha256) => readFile(store.pathOf(sha256))));
      const stray = store.pathOf('00'.padEnd(64, 'f'));
      await mkdir(dirname(stray), { recursive: true });
      await writeFile(stray, 'x');
      await utimes(stray, new Date(0), new Date(0));
      await rm(store.pathOf(gone));
      await truncate(store.pathOf(cut), 10);
      await writeFile(store.pathOf(changed), Buffer.alloc(kept[2]?.length ?? 0));
      try {
        const rowsOf = async (look: 'lengths' | 'hashes') =>
          (await check().run(look)).breaches.map(({ code, row }) => [code, row]);
        const seen = [
          ['storage.files-are-there', `stored_files ${gone}`],
          ['storage.files-are-there', `stored_files ${cut}`],
        ];
        const strays = [['storage.no-stray-files', `tệp 00/${'00'.padEnd(64, 'f')}`]];
        expect(await rowsOf('lengths')).toEqual([...seen, ...strays]);
        expect(await rowsOf('hashes')).toEqual([
          ...seen,
          ['storage.files-are-there', `stored_files ${changed}`],
          ...strays,
        ]);
      } finally {
        await Promise.all([gone, cut, changed].map((sha256, at) => writeFile(store.pathOf(sha256), kept[at] ?? '')));
        await rm(stray);
      }
    });

    it('is looked at every hour, the files byte by byte once a night, and is told to the administrator alone', async () => {
      const hours = house().app.get(CheckHours);
      expect([(await hours.checkAndNote()).look, (await hours.checkAndNote()).look]).toEqual(['hashes', 'lengths']);
      const admin = await house().signedIn('quan-tri');
      expect((await admin.get('/quan-tri/kiem-tra-du-lieu')).text).toContain('Dữ liệu khớp');
      await house().database.transaction((tx) => tx.changed(`UPDATE desk_counts SET waiting = waiting + 1`));
      await hours.checkAndNote();
      await house().database.transaction((tx) => tx.changed(`UPDATE desk_counts SET waiting = waiting - 1`));
      const page = (await admin.get('/quan-tri/kiem-tra-du-lieu')).text;
      expect([page.includes('Có dữ liệu sai quy tắc'), page.includes('desk_counts ')]).toEqual([true, true]);
      expect((await admin.get('/viec')).text).toContain('Xem dữ liệu sai quy tắc');
      expect((await (await house().signedIn('to-chuc')).get('/viec')).text).not.toContain('Xem dữ liệu sai quy tắc');
    });
  });
}
