import { expect } from '@jest/globals';
import type { Reader } from '../../../src/database/tx.js';

/** Four agencies list 24 + 6 + 15 + 7 people, all marked as samples; communes have looked into some groups; reports count what the lists do. */
export async function expectPledges(reader: Reader): Promise<void> {
  const pledged = await reader.rows<{ state: string; count: number; marked: number }>(
    `SELECT state, count(*)::int AS count, (count(*) FILTER (WHERE full_name LIKE '% (mẫu)'))::int AS marked FROM drive_pledges
      GROUP BY 1 ORDER BY 1`,
    [],
  );
  expect(pledged.map(({ state }) => state)).toEqual(['absent', 'confirmed', 'pledged']);
  const sum = (part: 'count' | 'marked'): number => pledged.reduce((all, one) => all + one[part], 0);
  expect([sum('count'), sum('marked')]).toEqual([52, 52]);
  const apart = await reader.rows(
    `SELECT u.name FROM drive_units u JOIN drive_standings s ON s.drive_unit_id = u.id JOIN drive_indicators i ON i.id = s.indicator_id
      WHERE i.from_register = 'pledges-confirmed' AND s.period_on > '2021-11-15' AND EXISTS (SELECT FROM drive_pledges p WHERE p.drive_unit_id = u.id)
        AND s.part <> (SELECT count(*) FROM drive_pledges p WHERE p.drive_unit_id = u.id AND p.state = 'confirmed')`,
    [],
  );
  expect(apart).toEqual([]);
}
