import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';

let test: TestApp;
let auditor: Visitor;
beforeAll(async () => {
  test = await startApp();
  await buildWorld(test.database);
  auditor = await test.signedIn('kiem-tra');
});
afterAll(() => test.close());

const look = async (): Promise<string> => (await auditor.get('/kiem-tra/nhat-ky/chuoi')).text;

describe('The check of the log on its page', () => {
  it('says that nothing was found', async () => {
    expect(await look()).toContain('Không phát hiện sai lệch');
  });

  it('names the first bad place in words, whose chain it is in, and leads to the row', async () => {
    const bad = await test.database.reader.one<{ id: number; seq: number }>(
      `SELECT id, seq FROM audit_events ORDER BY id DESC LIMIT 1`,
    );
    await test.database.source.query(
      `ALTER TABLE audit_events DISABLE TRIGGER USER; UPDATE audit_events SET reason = 'Khác' WHERE id = ${bad?.id}`,
    );
    const page = await look();
    expect(page).toContain('Nội dung của dòng này không khớp với mã băm đã ghi');
    expect(page).toContain(`việc thứ ${bad?.seq} trong chuỗi của`);
    const [, href = ''] = /<a href="([^"]+)">Xem dòng số \d+/.exec(page) ?? [];
    expect((await auditor.get(href.replaceAll('&#x3D;', '='))).text).toContain('Khác');
  });
});
