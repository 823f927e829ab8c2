import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { begin, submitOne } from '../../fixtures/entries.js';
import { buildWorld, type World } from '../../fixtures/world.js';

const TYPED = 'Nhãm Zalo b¶n Nµ Khuy';
const WARNING = 'Có vẻ gõ bằng phông cũ (TCVN3, VNI): “b¶n”, “Nµ”.';

describe('Words typed in a font of before Unicode', () => {
  let app: TestApp;
  let world: World;
  let commune: Visitor;

  beforeAll(async () => {
    app = await startApp();
    world = await buildWorld(app.database);
    commune = await app.signedIn('xa');
  });
  afterAll(() => app.close());

  it('are saved, and the commune is warned beside them and before it sends', async () => {
    const entry = await begin(commune, world.villages.banBo[0]);
    const saved = await commune.send(`${entry}/thong-tin`, { 'answers[ten-nhom]': TYPED });
    expect(saved.status).toBe(303);
    expect((await commune.get(`${entry}/thong-tin`)).text).toContain(WARNING);
    expect((await commune.get(`${entry}/kiem-tra`)).text).toContain(`Tên nhóm Zalo: ${WARNING}`);
  });

  it('are pointed out to the office beside the checklist; good words are not', async () => {
    const number = await submitOne(commune, world.villages.banBo[1], 1);
    const officer = await app.signedIn('tham-dinh');
    expect((await officer.get(`/tham-dinh/${number}`)).text).not.toContain('phông cũ');
    await app.database.transaction((tx) =>
      tx.changed(`UPDATE entries SET answers = answers || jsonb_build_object('ten-nhom', $2::text) WHERE number = $1`, [
        number,
        TYPED,
      ]),
    );
    expect((await officer.get(`/tham-dinh/${number}`)).text).toContain(`Lưu ý: ${WARNING}`);
  });
});
