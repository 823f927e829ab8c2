import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { returnEntry, submitOne, upload } from '../../fixtures/entries.js';
import { imageFile } from '../../fixtures/files.js';
import { buildWorld, type World } from '../../fixtures/world.js';

describe('After a supplement the office', () => {
  let app: TestApp;
  let world: World;
  let officer: Visitor;
  let commune: Visitor;
  let number: string;
  let page: string;

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    officer = await app.signedIn('tham-dinh');
    commune = await app.signedIn('xa');
    number = await submitOne(commune, world.villages.banBo[0], 1);
    page = `/tham-dinh/${number}/thay-doi`;
  });
  afterAll(() => app.close());

  const filesOf = () =>
    app.database.reader.rows<{ id: string; name: string; removed: boolean }>(
      `SELECT f.id, f.name, f.removed_at IS NOT NULL AS removed FROM entry_files f JOIN entries e ON e.id = f.entry_id
        WHERE e.number = $1 ORDER BY f.uploaded_at, f.name`,
      [number],
    );
  const idOf = async (name: string): Promise<string> => (await filesOf()).find((file) => file.name === name)?.id ?? '';

  it('has nothing to compare before one has come', async () => {
    expect((await officer.get(page)).status).toBe(404);
  });

  it('sees old and new side by side, and only what changed', async () => {
    await returnEntry(app.database, world, number, [
      { slotId: world.slots.photos, note: 'mờ' },
      { fieldId: world.fields.summary, note: 'chưa rõ' },
    ]);
    const at = `/nop/${number}`;
    await commune.send(`${at}/tep/${await idOf('Ảnh.jpg')}/xoa`);
    // Put in by mistake and taken out again: it never came in.
    await upload(commune, at, 'anh', [['Nhầm.jpg', await imageFile('jpeg', { red: 90 })]]);
    await commune.send(`${at}/tep/${await idOf('Nhầm.jpg')}/xoa`);
    await upload(commune, at, 'anh', [['Ảnh rõ.jpg', await imageFile('jpeg', { red: 200 })]]);
    await commune.send(`${at}/thong-tin`, { 'answers[tom-tat]': 'Cách làm, nói rõ hơn.' });
    const sent = await commune.send(`${at}/bo-sung`, { camKet: '1' });
    expect(sent.status).toBe(303);

    expect((await officer.get(`/tham-dinh/${number}`)).text).toContain(`href="${page}"`);
    const { text } = await officer.get(page);
    const columns = text.split('<h3>').slice(1);
    expect(columns.map((column) => column.slice(0, 5))).toEqual(['Trước', 'Nay (', 'Trước', 'Nay (']);
    const [wordsBefore, wordsAfter, before, after] = columns;
    expect(wordsBefore).toContain('Cách làm của bản.');
    expect(wordsAfter).toContain('Cách làm, nói rõ hơn.');
    expect([before?.includes('Ảnh.jpg'), before?.includes('Ảnh rõ.jpg')]).toEqual([true, false]);
    expect([after?.includes('Ảnh.jpg'), after?.includes('Ảnh rõ.jpg')]).toEqual([false, true]);
    expect(text).not.toContain('Nhầm.jpg');
    expect(text).not.toContain('Báo cáo.pdf');
  });

  it('opens the old picture, which nobody else can, and never what did not come in', async () => {
    const old = `tep/${await idOf('Ảnh.jpg')}/anh`;
    const never = `tep/${await idOf('Nhầm.jpg')}/anh`;
    expect((await officer.get(`/tham-dinh/${number}/${old}`)).headers['content-type']).toMatch(/^image\//);
    expect((await officer.get(`/tham-dinh/${number}/${never}`)).status).toBe(404);
    const foreign = await app.signedIn('tham-dinh2');
    expect((await foreign.get(`/tham-dinh/${number}/${old}`)).status).toBe(404);
    expect((await foreign.get(page)).status).toBe(404);
  });
});
