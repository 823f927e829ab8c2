import { hashOfMembers } from '../../../src/entries/member.rules.js';
import type { EntryId } from '../../../src/kernel/ids.js';
import type { TestApp } from '../../app.js';
import { askForMembers } from '../../fixtures/members.js';
import type { World } from '../../fixtures/world.js';

/** Somebody in the lists of Bản Bo and nowhere else: whoever comes upon a trace of it has seen a list (TRUST S51). */
const SENTINEL = { 'ho-ten': 'Sùng Thị Kín', 'dien-thoai': '+84987654329' };
const SOMEBODY = { 'ho-ten': 'Lò Văn Ai' };

/** Every way in which the sentinel could be printed. */
export const MEMBER_TRACES = ['0987 654 329', '0987654329', '84987654329', '+84987654329', 'Sùng Thị Kín'];

/** Both contests ask for lists; every dossier has one, and a copy of it that is being put right. */
export async function giveLists(
  app: TestApp,
  worlds: readonly World[],
  entries: readonly { id: EntryId; thing: { unit: string; contest: string | null } }[],
): Promise<void> {
  for (const world of worlds) await askForMembers(app.database, world.contestId, world.slots.members);
  for (const { id, thing } of entries) {
    const members = [thing.unit === 'banBo' && thing.contest === 'own' ? SENTINEL : SOMEBODY];
    await app.database.transaction(async (tx) => {
      await tx.changed(
        `INSERT INTO entry_member_lists (entry_id, members, sha256, member_count, changed_at, changed_by_name)
         VALUES ($1, $2, $3, 1, now(), 'Xã')`,
        [id, JSON.stringify(members), hashOfMembers(members)],
      );
      await tx.changed(
        `INSERT INTO pending_member_lists (entry_id, rows, version, changed_at, changed_by_name, touched_at)
         VALUES ($1, $2, 1, now(), 'Xã', now())`,
        [id, JSON.stringify([{ line: 1, cells: members[0], unread: [] }])],
      );
    });
  }
}
