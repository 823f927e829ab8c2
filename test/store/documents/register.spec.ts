import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Audit } from '../../../src/audit/audit.js';
import { createDataSource } from '../../../src/database/data-source.js';
import { Database } from '../../../src/database/database.js';
import { DocumentDesk, type OpenRegister, type Told } from '../../../src/documents/document.desk.js';
import type { DocumentFacts, DocumentId, RecipientRole } from '../../../src/documents/document.facts.js';
import { type Addressee, DocumentReader } from '../../../src/documents/document.reader.js';
import { DOCUMENT_INVARIANTS } from '../../../src/documents/document.invariants.js';
import { DocumentRepository } from '../../../src/documents/document.repository.js';
import { type Draft, DocumentService } from '../../../src/documents/document.service.js';
import { RecipientRepository } from '../../../src/documents/recipient.repository.js';
import { RecipientService } from '../../../src/documents/recipient.service.js';
import type { UnitId } from '../../../src/kernel/ids.js';
import type { ReceivedFile } from '../../../src/storage/upload.engine.js';
import { freshDatabase } from '../../database.js';
import { codeOf } from '../../fixtures/judging-room.js';
import { actBy, buildWorld, type World } from '../../fixtures/world.js';

let database: Database;
let world: World;
let service: DocumentService;
let recipients: RecipientService;
let close: () => Promise<void>;
const reader = new DocumentReader();
const told: [Told, string[]][] = [];
let today = '2021-12-22';

beforeAll(async () => {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  database = new Database(source);
  world = await buildWorld(database);
  const rows = new DocumentRepository();
  const desk = new DocumentDesk(database, new Audit(), rows);
  service = new DocumentService(database, desk, rows, new RecipientRepository(), reader);
  recipients = new RecipientService(database, desk, rows, new RecipientRepository(), reader);
  close = async () => {
    await source.destroy();
    await fresh.drop();
  };
});
afterAll(() => close());
beforeEach(() => {
  told.length = 0;
  today = '2021-12-22';
});

const open: OpenRegister = () =>
  Promise.resolve({
    contestId: world.contestId,
    rehearsal: false,
    now: new Date(`${today}T09:00:00+07:00`),
    contestAt: null,
    tell: (_tx, what, _document, to: readonly Addressee[]) => void told.push([what, to.map(nameOf).sort()]),
  });
const act = () => actBy(world.actors.organiser);
const nameOf = ({ unitId, role }: Addressee): string =>
  `${role} ${Object.entries(world.units).find(([, id]) => id === unitId)?.[0] ?? ''}`;

const words = (issuer: string): Draft => ({
  words: { kind: 'ke-hoach', issuer, symbol: 'KH-BTC', subject: 'Kế hoạch tổ chức', recipientsText: 'Lưu: VT' },
  paper: null,
  bases: [],
  correctsId: null,
});
const FILE: ReceivedFile = {
  sha256: 'b'.repeat(64),
  name: 'Kế hoạch đã ký.pdf',
  kind: 'pdf',
  size: 1234,
} as ReceivedFile;
const now = async (id: DocumentId): Promise<DocumentFacts> =>
  (await reader.byId(database.reader, world.contestId, id)) as DocumentFacts;
const asked = async (id: DocumentId) => ({ id, version: (await now(id)).version });
const signed = async (issuer: string, draft: Partial<Draft> = {}): Promise<DocumentId> => {
  const id = await service.draft(act(), open, { ...words(issuer), ...draft });
  const signature = { signer: 'Lò Thị Ký', powers: 'TM. BAN TỔ CHỨC\nTRƯỞNG BAN', signedOn: today };
  await service.sign(act(), open, await asked(id), signature);
  return id;
};
const number = async (id: DocumentId, typed: number | null = null, datedOn = today): Promise<number> =>
  service.number(act(), open, await asked(id), { number: typed, datedOn });
const issued = async (issuer: string, draft: Partial<Draft> = {}): Promise<DocumentId> => {
  const id = await signed(issuer, draft);
  await number(id);
  await service.attach(act(), open, await asked(id), FILE);
  await service.issue(act(), open, await asked(id));
  return id;
};

afterEach(async () => {
  // Whatever was done, and refused, and done at once: what must hold of the register holds.
  for (const { code, breaches } of DOCUMENT_INVARIANTS)
    expect([code, await breaches(database.reader, 'lengths')]).toEqual([code, []]);
});

describe('Numbers of a series', () => {
  it('twenty numbered at once get twenty different numbers that follow one another', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => signed('Ban Tổ chức')));
    const numbers = await Promise.all(ids.map((id) => number(id)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('of another issuer, and of another year, begin with one; an act that fails leaves no gap', async () => {
    expect(await number(await signed('Sở Nội vụ'))).toBe(1);
    const early = await signed('Sở Nội vụ');
    expect(await codeOf(number(early, null, '2021-12-21'))).toBe('document-before-signature');
    const stale = { id: early, version: 1 };
    expect(await codeOf(service.number(act(), open, stale, { number: null, datedOn: today }))).toBe('document-changed');
    expect(await number(early)).toBe(2);
    today = '2022-01-04';
    expect(await number(await signed('Sở Nội vụ'))).toBe(1);
  });

  it('typed by hand are used once and are passed over by the series', async () => {
    const [a, b, c, d] = [
      await signed('Ủy ban'),
      await signed('Ủy ban'),
      await signed('Ủy ban'),
      await signed('Ủy ban'),
    ];
    expect(await number(a, 2)).toBe(2);
    expect(await codeOf(number(b, 2))).toBe('document-number-used');
    expect(await reader.nextNumber(database.reader, 'uy ban', 2021)).toBe(1);
    expect([await number(b), await number(c)]).toEqual([1, 3]);
    expect(await number(d, 1523)).toBe(1523);
    expect(await reader.nextNumber(database.reader, 'uy ban', 2021)).toBe(4);
  });

  it('are unique in the database, whoever writes', async () => {
    const twice = database.reader.rows(
      `UPDATE documents SET number = 1 WHERE series = 'ban to chuc' AND number = 2 RETURNING id`,
    );
    await expect(twice).rejects.toThrow('document_number_is_used_once');
  });

  it('of a recalled document stay used', async () => {
    const wrong = await signed('Ban Giám khảo');
    expect(await number(wrong)).toBe(1);
    await service.recall(act(), open, await asked(wrong), { reason: 'Ghi nhầm số', publicReason: '' });
    expect(await number(await signed('Ban Giám khảo'))).toBe(2);
    expect(await codeOf(number(await signed('Ban Giám khảo'), 1))).toBe('document-number-used');
  });
});

describe('An issued document', () => {
  it('needs its signed copy and bases that bear it', async () => {
    const id = await signed('Ban Thư ký');
    await number(id);
    const issue = async () => codeOf(service.issue(act(), open, await asked(id)));
    expect(await issue()).toBe('document-without-copy');
    await service.attach(act(), open, await asked(id), FILE);
    const basis = { number: '1/QĐ', datedOn: '2021-12-23', subject: 'Về việc', inForceFrom: null, inForceUntil: null };
    await service.addBasis(act(), open, await asked(id), basis);
    expect(await issue()).toBe('document-bases-fail');
    const [wrong] = await reader.bases(database.reader, id);
    await service.removeBasis(act(), open, await asked(id), wrong?.id ?? '');
    expect(await issue()).toBe('done');
    expect(await now(id)).toMatchObject({ state: 'issued', signed: { sha256: FILE.sha256, name: FILE.name } });
  });

  it('is frozen, and stays, even for whoever writes to the table', async () => {
    const id = await issued('Ban Thư ký');
    for (const change of [`subject = 'Khác'`, `dated_on = '2021-12-23'`, `signed_sha256 = NULL, signed_name = NULL`])
      await expect(
        database.reader.rows(`UPDATE documents SET ${change} WHERE id = $1 RETURNING id`, [id]),
      ).rejects.toThrow('frozen');
    await expect(database.reader.rows(`DELETE FROM documents WHERE id = $1 RETURNING id`, [id])).rejects.toThrow(
      'stays',
    );
    expect(await codeOf(service.discard(act(), open, await asked(id)))).toBe('document-moved');
    expect(await codeOf(service.attach(act(), open, await asked(id), FILE))).toBe('document-moved');
  });

  it('is corrected by another that says so; a draft is not', async () => {
    const old = await issued('Ban Thư ký');
    const draft = await service.draft(act(), open, words('Ban Thư ký'));
    expect(await codeOf(service.draft(act(), open, { ...words('Ban Thư ký'), correctsId: draft }))).toBe(
      'document-not-correctable',
    );
    const newer = await issued('Ban Thư ký', { correctsId: old });
    expect((await reader.corrections(database.reader, await now(newer))).corrects?.id).toBe(old);
    expect((await reader.corrections(database.reader, await now(old))).correctedBy.map(({ id }) => id)).toEqual([
      newer,
    ]);
  });

  it('presses of one button twice have one effect, and each act has its line in the log', async () => {
    const id = await signed('Ban Thư ký');
    const at = await asked(id);
    const key = `${randomUUID()}.x`;
    const press = () =>
      service.number(actBy(world.actors.organiser, key), open, at, { number: null, datedOn: today }).then(
        () => 'done',
        (error: Error) => error.name,
      );
    expect((await Promise.all([press(), press()])).sort()).toEqual(['AlreadyDone', 'done']);
    const acts = await database.reader.rows<{ act: string }>(
      `SELECT act FROM audit_events WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(acts.map((one) => one.act)).toEqual(['document.draft', 'document.sign', 'document.number']);
  });
});

describe('Units that a document goes to', () => {
  const unitsOf =
    (...names: [RecipientRole, keyof World['units']][]) =>
    () =>
      Promise.resolve(
        names.map(([role, name]) => ({ role, unitId: world.units[name], unitName: name, sortKey: name })),
      );
  const ALL = unitsOf(['commune', 'banBo'], ['commune', 'binhLu'], ['vetting', 'tamDuong']);
  const receive = (unitId: UnitId, role: RecipientRole, id: DocumentId) =>
    recipients.receive(actBy(world.actors.xa), { unitId, role }, id, () => Promise.resolve(null));

  it('are sent it once it is issued, each once; reminded while they have not received it, each once a day', async () => {
    const draft = await signed('Ban Kiểm tra');
    await recipients.add(act(), open, await asked(draft), ALL);
    expect(await codeOf(recipients.dispatch(act(), open, await asked(draft)))).toBe('document-moved');

    const id = await issued('Ban Kiểm tra');
    expect(await recipients.add(act(), open, await asked(id), ALL)).toBe(3);
    expect(await codeOf(recipients.add(act(), open, await asked(id), ALL))).toBe('no-new-recipient');
    expect(await codeOf(receive(world.units.banBo, 'commune', id))).toBe('not-found');
    expect(await recipients.dispatch(act(), open, await asked(id))).toBe(3);
    expect(await codeOf(recipients.dispatch(act(), open, await asked(id)))).toBe('nobody-to-send');
    await receive(world.units.banBo, 'commune', id);
    expect(await codeOf(receive(world.units.banBo, 'commune', id))).toBe('document-received');
    // Sent to the office, not to communes of the same unit, and not to a stranger.
    expect(await codeOf(receive(world.units.tamDuong, 'commune', id))).toBe('not-found');
    expect(await codeOf(receive(world.units.nongHeo, 'commune', id))).toBe('not-found');
    expect(await recipients.remind(act(), open, await asked(id))).toBe(2);
    expect(await codeOf(recipients.remind(act(), open, await asked(id)))).toBe('nobody-to-remind');
    await service.recall(act(), open, await asked(id), { reason: 'Sai số tiền', publicReason: '' });
    expect(await codeOf(receive(world.units.binhLu, 'commune', id))).toBe('document-moved');
    const waiting = ['commune binhLu', 'vetting tamDuong'];
    expect(told).toEqual([
      ['sent', ['commune banBo', ...waiting]],
      ['reminded', waiting],
      ['recalled', ['commune banBo', ...waiting]],
    ]);
  });

  it('where nobody acts for the unit are told apart: who was granted, not revoked and not for another contest', async () => {
    const id = await issued('Ban Kiểm tra');
    await recipients.add(
      act(),
      open,
      await asked(id),
      unitsOf(['commune', 'banBo'], ['vetting', 'banBo'], ['commune', 'binhLu']),
    );
    const without = async (): Promise<[string[], number]> => {
      const found = await reader.recipients(database.reader, id, { limit: 9, offset: 0 });
      const names = found.recipients.filter(({ hasReader }) => !hasReader).map(nameOf);
      return [names.sort(), found.counts.withoutReader];
    };
    expect(await without()).toEqual([['vetting banBo'], 1]);
    const { binhLu } = world.units;
    await database.reader.rows(`UPDATE role_assignments SET revoked_at = now() WHERE unit_id = $1`, [binhLu]);
    expect(await without()).toEqual([['commune binhLu', 'vetting banBo'], 2]);
    // Who has received it is counted no more, whoever acts for the unit since.
    await recipients.dispatch(act(), open, await asked(id));
    await receive(binhLu, 'commune', id);
    expect((await without())[1]).toBe(1);
    await database.reader.rows(`UPDATE role_assignments SET revoked_at = NULL WHERE unit_id = $1`, [binhLu]);
  });

  it('are taken off the list until they are sent it', async () => {
    const id = await issued('Ban Kiểm tra');
    await recipients.add(act(), open, await asked(id), unitsOf(['commune', 'banBo']));
    const [first] = (await reader.recipients(database.reader, id, { limit: 5, offset: 0 })).recipients;
    await recipients.remove(act(), open, await asked(id), first?.id ?? '');
    await recipients.add(act(), open, await asked(id), unitsOf(['commune', 'banBo']));
    await recipients.dispatch(act(), open, await asked(id));
    const found = await reader.recipients(database.reader, id, { limit: 5, offset: 0 });
    expect(found.counts).toEqual({ all: 1, sent: 1, received: 0, withoutReader: 0 });
    expect(await codeOf(recipients.remove(act(), open, await asked(id), found.recipients[0]?.id ?? ''))).toBe(
      'not-found',
    );
  });
});
