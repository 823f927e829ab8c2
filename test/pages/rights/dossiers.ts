import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { sheetPosition } from '../../../src/judging/assignment.js';
import type { EntryState } from '../../../src/entries/entry.facts.js';
import { type EntryId, newId } from '../../../src/kernel/ids.js';
import type { TestApp } from '../../app.js';
import type { World } from '../../fixtures/world.js';
import { SECRETS, totalHundredths } from './secrets.js';
import type { EntryThing } from './things.js';

/** A whole PDF of one empty page. */
export const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
`;

interface Stored {
  sha256: string;
  size: number;
  kind: string;
}

/** A picture and a paper in the store, for every dossier the same. */
export async function storeFiles(app: TestApp): Promise<{ picture: Stored; paper: Stored }> {
  const pixels = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#2a6' } })
    .png()
    .toBuffer();
  const store = async (bytes: Buffer, kind: string): Promise<Stored> => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await mkdir(join(app.uploadsDir, sha256.slice(0, 2)), { recursive: true });
    await writeFile(join(app.uploadsDir, sha256.slice(0, 2), sha256), bytes);
    await app.database.transaction((tx) =>
      tx.changed(`INSERT INTO stored_files (sha256, size, kind, stored_at) VALUES ($1, $2, $3, now())`, [
        sha256,
        bytes.length,
        kind,
      ]),
    );
    return { sha256, size: bytes.length, kind };
  };
  return { picture: await store(pixels, 'png'), paper: await store(Buffer.from(PDF), 'pdf') };
}

/** What a dossier of the fixtures should be. */
export interface DossierPlan {
  name: string;
  contest: 'own' | 'other';
  unit: 'banBo' | 'binhLu' | 'nongHeo';
  village: number;
  state: EntryState;
  number: number;
  judges: readonly ('judge1' | 'judge2')[];
  /** The office of Tam Đường is filing it for its commune. */
  filed: boolean;
}

const AT = new Date('2021-11-18T09:00:00+07:00');
const REASON: Partial<Record<EntryState, string>> = { returned: 'Báo cáo chưa có chữ ký.', rejected: 'Sai đối tượng.' };

/** Writes a dossier with its two files, straight to the tables. Accepted ones are forwarded: judges may have them. */
export async function giveDossier(
  app: TestApp,
  world: World,
  plan: DossierPlan,
  files: { picture: Stored; paper: Stored },
): Promise<{ id: EntryId; thing: EntryThing }> {
  const id = newId<'entry'>();
  const prefix = plan.contest === 'own' ? 'ZALO21' : 'HAI22';
  const number = plan.state === 'draft' ? null : `${prefix}-211118-${String(plan.number).padStart(4, '0')}`;
  const draftCode = `${plan.contest === 'own' ? 'R' : 'S'}${String(plan.number).padStart(5, '2')}`;
  const isAccepted = plan.state === 'accepted';
  const author = { banBo: world.actors.xa, binhLu: world.actors.xa2, nongHeo: world.actors.xa3 }[plan.unit];
  const [paperId, pictureId, transferId] = [newId<'entry-file'>(), newId<'entry-file'>(), newId()];
  await app.database.transaction(async (tx) => {
    await tx.changed(
      `INSERT INTO entries (id, contest_id, village_id, commune_id, draft_code, number, state, vetted_level, forwarded_level, answers, reason,
         supplement_due_at, rules_version_id, created_by, created_at, changed_at, changed_by_name, submitted_at, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17)`,
      [
        id,
        world.contestId,
        world.villages[plan.unit][plan.village],
        world.units[plan.unit],
        draftCode,
        number,
        plan.state,
        isAccepted ? 1 : 0,
        JSON.stringify({ 'ten-nhom': `Nhóm ${plan.name}`, 'tom-tat': 'Trưởng bản đọc thông báo mỗi tối.' }),
        REASON[plan.state] ?? null,
        plan.state === 'returned' ? new Date('2021-12-10T17:00:00+07:00') : null,
        plan.state === 'draft' ? null : world.rulesVersionId,
        author.personId,
        AT,
        author.name,
        plan.state === 'draft' ? null : AT,
        isAccepted ? AT : null,
      ],
    );
    for (const [fileId, slot, stored, name, pages] of [
      [paperId, world.slots.report, files.paper, 'Báo cáo.pdf', 1],
      [pictureId, world.slots.photos, files.picture, 'Ảnh.png', null],
    ] as const) {
      await tx.changed(
        `INSERT INTO entry_files (id, entry_id, slot_id, sha256, name, kind, size, pages, position, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)`,
        [fileId, id, slot, stored.sha256, name, stored.kind, stored.size, pages, author.personId, AT],
      );
    }
    // The paper came piece by piece; that it has ended makes every button about it answer with words.
    await tx.changed(
      `INSERT INTO entry_transfers (id, entry_id, slot_id, person_id, name, size, fingerprint, received, begun_at, active_at, state, sha256)
       VALUES ($1, $2, $3, $4, 'Báo cáo.pdf', $5, '', $5, now(), now(), 'kept', $6)`,
      [transferId, id, world.slots.report, author.personId, files.paper.size, files.paper.sha256],
    );
    if (plan.filed) {
      const { personId, name, unitId, unitName } = world.actors.thamDinh;
      await tx.changed(
        `INSERT INTO entry_filings (id, entry_id, person_id, person_name, unit_id, unit_name, brought_by, brought_duty, reason, way, begun_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'Lò Thị Bông', 'Công chức', 'Xã mất mạng.', 'usb', $7)`,
        [newId(), id, personId, name, unitId, unitName, AT],
      );
    }
    if (number !== null) {
      const body = {
        number,
        contestName: 'Cuộc thi',
        villageName: 'Bản',
        communeName: 'Xã',
        submittedBy: author.name,
        rules: null,
        extension: null,
        answers: [],
        files: [],
      };
      await tx.changed(
        `INSERT INTO entry_receipts (id, entry_id, round, received_at, received_by, secret, check_value, body)
         VALUES ($1, $2, 1, $3, $4, '23456789', '23456789AB', $5)`,
        [newId(), id, AT, author.name, JSON.stringify(body)],
      );
    }
    for (const judge of plan.judges) {
      const { personId } = world.actors[judge];
      await tx.changed(
        `INSERT INTO score_sheets (id, round_id, person_id, entry_id, position, state) VALUES ($1, $2, $3, $4, $5, 'draft')`,
        [newId(), world.roundId, personId, id, sheetPosition(personId, id)],
      );
    }
  });
  const thing: EntryThing = {
    name: plan.name,
    params: {
      slug: world.slug,
      code: number ?? draftCode,
      file: pictureId,
      id: pictureId,
      paper: paperId,
      transfer: transferId,
      slot: 'anh',
    },
    contest: plan.contest,
    unit: plan.unit,
    district: plan.unit === 'nongHeo' ? 'sinHo' : 'tamDuong',
    state: plan.state,
    filedBy: plan.filed ? 'tham-dinh' : null,
    judges: plan.judges.map(
      (judge) => (judge === 'judge1' ? 'giam-khao-1' : 'giam-khao-2') + (plan.contest === 'own' ? '' : '-hai22'),
    ),
  };
  return { id, thing };
}

/** Writes each judge's secret points and words on every sheet that the judge has. */
export async function plantSecrets(app: TestApp, world: World): Promise<void> {
  for (const judge of ['judge1', 'judge2'] as const) {
    const secret = SECRETS[judge];
    await app.database.transaction((tx) =>
      tx.changed(
        `UPDATE score_sheets SET points = $2, comments = $3, comment = $4, total_hundredths = $5, saved_at = now() WHERE person_id = $1`,
        [
          world.actors[judge].personId,
          JSON.stringify(secret.points),
          JSON.stringify({ A: secret.comment }),
          secret.comment,
          totalHundredths(secret),
        ],
      ),
    );
  }
}
