import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealOf } from '../../../src/audit/seal.js';
import { AwardRepository } from '../../../src/awards/award.repository.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';
import { AwardPaperPages, CERTIFICATES } from '../../../src/awards/papers/award-paper.pages.js';
import { AWARD_PAPERS } from '../../../src/awards/papers/award-papers.js';
import { PaymentRepository } from '../../../src/awards/payments/payment.repository.js';
import { packFiles } from '../../../src/awards/bundle/bundle.archive.js';
import { type BundleReport, checkBundle } from '../../../src/awards/bundle/bundle.check.js';
import { verifyBundle } from '../../../src/awards/bundle/bundle.command.js';
import { type BundleFile, bundleJson, type Manifest, sha256Hex } from '../../../src/awards/bundle/bundle.files.js';
import { BundleMaker } from '../../../src/awards/bundle/bundle.maker.js';
import { readBundle } from '../../../src/awards/bundle/bundle.reading.js';
import { FileStore } from '../../../src/storage/file-store.js';
import { startApp, type TestApp } from '../../app.js';
import { givenBesidePrizes } from '../../fixtures/published-list.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const N = (i: number): string => `ZALO21-211124-000${i}`;
const run = promisify(execFile);

let house: TestApp;
let world: World;
let folder: string;
let path: string;
let bundle: { bytes: Buffer; files: BundleFile[] };
/** The seal of test/app.ts. */
const seal = sealOf('another secret for tests only, long enough');

beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
  const id = await givenBesidePrizes(house, world);
  await house.app.get(BundleMaker).make(id);
  const made = await house.database.reader.one<{ sha256: string }>(`SELECT sha256 FROM award_bundles`);
  folder = await mkdtemp(join(tmpdir(), 'hoithi-bundle-'));
  path = join(folder, 'goi.zip');
  await writeFile(path, await readFile(house.app.get(FileStore).pathOf(made?.sha256 ?? '')));
  const read = await readBundle(path);
  if (read === null) throw new Error('the bundle cannot be read');
  bundle = read;
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const textOf = (name: string): string => bundle.files.find((file) => file.path === name)?.bytes.toString('utf8') ?? '';

/** Somebody who has a key of his own changes what he likes and signs it anew. */
async function forged(change: (text: Map<string, string>) => void): Promise<{ bytes: Buffer; files: BundleFile[] }> {
  const texts = new Map(bundle.files.map((file) => [file.path, file.bytes.toString('utf8')]));
  change(texts);
  const manifest = JSON.parse(texts.get('manifest.json') ?? '') as Manifest;
  const own = bundle.files
    .slice(0, -2)
    .map((file) => ({ path: file.path, bytes: Buffer.from(texts.get(file.path) ?? '') }));
  manifest.files = own.map((file) => ({ path: file.path, size: file.bytes.length, sha256: sha256Hex(file.bytes) }));
  const signer = sealOf('the key of somebody else, who forges');
  manifest.publicKey = signer.publicKey;
  const bytes = Buffer.from(bundleJson(manifest));
  const files = [
    ...own,
    { path: 'manifest.json', bytes },
    { path: 'manifest.sig', bytes: Buffer.from(`${signer.sign(bytes)}\n`) },
  ];
  return { files, bytes: await packFiles(files, new Date(manifest.list.publishedAt)) };
}

/** Another text in place of the first such one in a file. */
const put = (file: string, from: string | RegExp, to: string) => (texts: Map<string, string>) =>
  texts.set(file, (texts.get(file) ?? '').replace(from, to));

describe('The results bundle of a published list', () => {
  it('is sound: its files, its signature, its log, and every rank and đồng computed anew', async () => {
    const { contest, list, events, root, ...report } = await verifyBundle(path, seal.publicKey);
    expect([contest.slug, list.number, list.publishedAt]).toEqual([world.slug, 1, '2021-12-22T02:00:00.000Z']);
    expect(report).toEqual({
      entries: 6,
      ranked: 6,
      awards: 9,
      total: 45_030_000,
      totalInWords: 'Bốn mươi lăm triệu không trăm ba mươi nghìn đồng',
      publicKey: seal.publicKey,
      fingerprint: seal.fingerprint,
    } satisfies Omit<BundleReport, 'contest' | 'list' | 'events' | 'root'>);
    expect(events).toBeGreaterThan(4);
    expect(root).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names no judge, no dossier without a prize, and no act that is not about rounds and lists', () => {
    const everything = bundle.files.map((file) => file.bytes.toString('utf8')).join('\n');
    for (const { name } of [world.actors.judge1, world.actors.judge2]) expect(everything).not.toContain(name);
    const entries = JSON.parse(textOf('entries.json')) as Record<string, unknown>[];
    expect(entries.map(({ entry }) => entry)).toEqual([1, 2, 3, 4, 5, 6].map(N));
    expect(Object.keys(entries[5] ?? {})).toEqual(['entry', 'isRanked', 'sheets', 'leftInRound', 'files']);
    const told = textOf('audit.jsonl')
      .split('\n')
      .slice(0, -1)
      .flatMap((line) => (JSON.parse(line) as { text?: string }).text ?? [])
      .map((text) => (JSON.parse(text) as string[])[6]);
    expect(new Set(told)).toEqual(
      new Set([
        'award-list.draft',
        'award-list.decide',
        'award-list.withdraw-decision',
        'award-list.confirm',
        'award-list.publish',
      ]),
    );
  });

  it('made a second time is the same to the byte', async () => {
    await house.database.source.query(`DELETE FROM award_bundles`);
    const [{ id }] = (await house.database.source.query(`SELECT id FROM award_lists`)) as [{ id: never }];
    await house.app.get(BundleMaker).make(id);
    const made = await house.database.reader.one<{ sha256: string }>(`SELECT sha256 FROM award_bundles`);
    expect(made?.sha256).toBe(sha256Hex(bundle.bytes));
  });

  it('keeps what was published when a sheet, the rules or a dossier change afterwards', async () => {
    await house.database.source.query(`UPDATE score_sheets SET points = '{"A": 0, "B": 0, "C": 0}'`);
    await house.database.source.query(`DELETE FROM award_bundles`);
    const [{ id }] = (await house.database.source.query(`SELECT id FROM award_lists`)) as [{ id: never }];
    await house.app.get(BundleMaker).make(id);
    expect((await house.database.reader.one<{ sha256: string }>(`SELECT sha256 FROM award_bundles`))?.sha256).toBe(
      sha256Hex(bundle.bytes),
    );
    await expect(house.database.source.query(`UPDATE award_list_files SET content = ''`)).rejects.toThrow('frozen');
    await expect(house.database.source.query(`DELETE FROM award_list_files`)).rejects.toThrow('frozen');
  });

  it('is refused whichever of its bytes is changed', async () => {
    let unseen = 0;
    // Every byte class: heads, names, contents of each file, directory, end. A step that is prime to all of them meets each.
    const step = Math.max(1, Math.floor(bundle.bytes.length / 300));
    for (let at = 0; at < bundle.bytes.length; at += step) {
      const bytes = Buffer.from(bundle.bytes);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const changed = join(folder, 'changed.zip');
      await writeFile(changed, bytes);
      const fault = await verifyBundle(changed, null).then(
        () => null,
        (error: Error) => error,
      );
      if (fault === null) unseen += 1;
    }
    expect(unseen).toBe(0);
  });

  it.each([
    ['a mark', put('scores.csv', `${N(6)},GK1,A,10`, `${N(6)},GK1,A,40`), 'ranking.json'],
    [
      'a mark and the ranking with it',
      (texts: Map<string, string>) => {
        texts.set('scores.csv', (texts.get('scores.csv') ?? '').replace(`${N(6)},GK1,A,10`, `${N(6)},GK1,A,10.5`));
        texts.set(
          'ranking.json',
          (texts.get('ranking.json') ?? '').replace('"60.00"', '"60.25"').replace('"60"', '"241/4"'),
        );
        texts.set(
          'awards.json',
          (texts.get('awards.json') ?? '').replaceAll('"60.00"', '"60.25"').replaceAll('"60"', '"241/4"'),
        );
      },
      'sheets.csv',
    ],
    ['an amount', put('awards.json', '"amount": 10500000', '"amount": 10500001'), 'awards.json'],
    ['a decision', put('decisions.json', '"share"', '"extend"'), 'ranking.json'],
    [
      'a prize beside the tiers, whom it was given to',
      put('decisions.json', /("prize": "phu:to-truong",\s+"entries": \[\s+)"[^"]+"/, `$1"${N(2)}"`),
      'awards.json: line 6',
    ],
    [
      'the floor of recognition, and nobody recognised',
      (texts: Map<string, string>) => {
        texts.set('side-prizes.json', (texts.get('side-prizes.json') ?? '').replace('"minimum": 60', '"minimum": 61'));
        const list = JSON.parse(texts.get('awards.json') ?? '') as { lines: object[]; total: number };
        list.lines.splice(6, 1);
        const total = { total: 44_930_000, totalInWords: 'Bốn mươi tư triệu chín trăm ba mươi nghìn đồng' };
        texts.set('awards.json', bundleJson({ ...list, ...total }));
      },
      'audit.jsonl',
    ],
    [
      'the share of entries that may be awarded',
      put('contest.json', '"mostAwardedPercent": 100', '"mostAwardedPercent": 50'),
      'rules.json: it has prizes nhat 1, nhi 2, ba 3, the contest nhat 1, nhi 2, ba 0',
    ],
    [
      'the multiple of a reward form',
      put('decisions.json', '"multipleHundredths": 15', '"multipleHundredths": 16'),
      'awards.json: line 9',
    ],
    [
      'a reward form granted to somebody else',
      (texts: Map<string, string>) => {
        const decisions = JSON.parse(texts.get('decisions.json') ?? '') as { rewards: { entry: string }[] };
        for (const grant of decisions.rewards) grant.entry = N(2);
        texts.set('decisions.json', bundleJson(decisions));
      },
      'awards.json: line 8',
    ],
    [
      'the file of prizes beside the tiers taken out of what it says',
      (texts: Map<string, string>) => texts.set('side-prizes.json', '[]\n'),
      'awards.json: the recount awards 7 prizes, not 9',
    ],
    [
      'the number of prizes that the contest planned',
      put('contest.json', '"quantity": 3', '"quantity": 2'),
      'rules.json: it has prizes nhat 1, nhi 2, ba 3, the contest nhat 1, nhi 2, ba 2',
    ],
    ['the budget', put('awards.json', /"budget": \w+/, '"budget": 99000000'), 'audit.jsonl'],
    ['an event', put('audit.jsonl', 'Biên bản họp số 02', 'Biên bản họp số 03'), 'audit.jsonl:'],
    ['the log, which loses a line', put('audit.jsonl', /^.*\n/, ''), 'audit.jsonl:'],
  ])('with %s changed and signed anew by somebody is refused, and says where', async (_, change, where) => {
    const { fault } = (await checkBundle(await forged(change), null)) as { fault: { file: string; what: string } };
    expect(`${fault.file}: ${fault.what}`).toContain(where);
  });

  it('signed anew without a change is told by its key alone', async () => {
    const resigned = await forged(() => undefined);
    expect(await checkBundle(resigned, null)).toHaveProperty('report');
    expect(await checkBundle(resigned, seal.publicKey)).toEqual({
      fault: { file: 'manifest.json', what: 'it names another public key than the one given' },
    });
  });

  it('is found right by the verifier that lies in it, which shares no line with the platform', async () => {
    const verifier = join(folder, 'kiem-tra.mjs');
    await writeFile(verifier, textOf('kiem-tra.mjs'));
    expect(textOf('kiem-tra.mjs').split('\n').length).toBeLessThanOrEqual(301); // 300 lines and what follows the last line end;
    const { stdout } = await run(process.execPath, [verifier, path, seal.publicKey]);
    expect(stdout).toMatch(
      /^ĐÚNG\. .*danh sách số 1: tính lại 6 hồ sơ, 9 dòng khen thưởng, 45\.030\.000 đồng, đều khớp\./,
    );
    await writeFile(
      join(folder, 'gia.zip'),
      (
        await forged((texts) =>
          texts.set('awards.json', (texts.get('awards.json') ?? '').replace('10500000', '10500001')),
        )
      ).bytes,
    );
    const wrong = (await run(process.execPath, [verifier, join(folder, 'gia.zip')]).catch(
      (error: unknown) => error,
    )) as {
      code: number;
      stdout: string;
    };
    expect([wrong.code, wrong.stdout.slice(0, 17)]).toEqual([1, 'SAI. awards.json:']);
  });

  it('has the very sum of the list, its tallies, its papers and what is to be paid', async () => {
    const list = await new AwardRepository().published(house.database.reader, world.contestId);
    if (list === null) throw new Error('nothing is published');
    const lines = await new AwardRepository().lines(house.database.reader, list.id);
    expect(
      lines.map(({ entryNumber, kind, tierName, amount }) => [entryNumber, kind, tierName, amount]).slice(5),
    ).toEqual([
      [N(1), 'side', 'Giải phụ Tổ trưởng nhiệt tình', 750_000],
      [N(6), 'recognition', 'Công nhận nhóm hiệu quả', 100_000],
      [N(1), 'reward', 'Giấy khen của Chủ tịch UBND cấp xã', 450_000],
      [N(6), 'reward', 'Giấy khen của Chủ tịch UBND cấp xã', 230_000],
    ]);
    const { due } = await new PaymentRepository().totals(house.database.reader, {
      contestId: world.contestId,
      listId: list.id,
    });
    const sum = (all: readonly { amount: number }[]): number => all.reduce((whole, { amount }) => whole + amount, 0);
    const { byTier, byRecipient, byDistrict, byCommune } = tallyCash(lines);
    // A person has the prize of 750.000, another the giấy khen of 230.000.
    expect(byRecipient.map(({ kind, count, amount }) => [kind, count, amount])).toEqual([
      ['collective', 7, 44_050_000],
      ['individual', 2, 980_000],
    ]);
    const papers = house.app.get(AwardPaperPages);
    const codes = AWARD_PAPERS.map(({ address }) => address).filter((code) => !CERTIFICATES.has(code));
    for (const code of codes) {
      const { paper } = await papers.file(world.actors.organiser, world.slug, code);
      const said = JSON.stringify(paper.blocks);
      expect([code, said.includes('45.030.000'), said.includes('Bốn mươi lăm triệu không trăm ba mươi nghìn')]).toEqual(
        [code, true, true],
      );
    }
    expect([list.total, due, sum(lines), sum(byTier), sum(byRecipient), sum(byDistrict), sum(byCommune)]).toEqual(
      Array.from({ length: 7 }, () => 45_030_000),
    );
    // Who has two prizes and a giấy khen is paid for all: 10.500.000, 750.000 and 450.000.
    const of = { contestId: world.contestId, listId: list.id };
    expect(await new PaymentRepository().lineOf(house.database.reader, of, N(1))).toMatchObject({ due: 11_700_000 });
  });

  it('is everybody’s where the rules publish the marks, else its organisers’ and auditors’', async () => {
    const address = `/cuoc-thi/${world.slug}/goi-ket-qua/1`;
    const take = async (username: string | null): Promise<number> =>
      (await (username === null ? house.visitor() : await house.signedIn(username)).get(address)).status;
    await house.database.source.query(`UPDATE contests SET publishes_marks = false`);
    expect([await take(null), await take('xa'), await take('to-chuc'), await take('kiem-tra')]).toEqual([
      404, 404, 200, 200,
    ]);
    await house.database.source.query(`UPDATE contests SET publishes_marks = true`);
    expect(await take(null)).toBe(200);
  });
});
