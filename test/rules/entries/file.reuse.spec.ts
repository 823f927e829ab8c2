import { describe, expect, it } from '@jest/globals';
import type { SlotFacts, SlotId } from '../../../src/contests/contest.facts.js';
import type { EntryFileFacts } from '../../../src/entries/entry.facts.js';
import { reusableIn } from '../../../src/entries/file.reuse.js';

const [HERE, THERE, LIST] = ['here', 'there', 'list'] as SlotId[] as [SlotId, SlotId, SlotId];
const slot = { id: HERE, kinds: ['jpg'], maxBytes: 100 } as unknown as SlotFacts;
const file = (id: string, more: Partial<EntryFileFacts> = {}): EntryFileFacts =>
  ({ id, slotId: THERE, sha256: id, kind: 'jpg', size: 100, scanState: 'clean', ...more }) as unknown as EntryFileFacts;

describe('A file of another place of the dossier', () => {
  it.each([
    ['of a kind and size that is taken here', file('a'), ['a']],
    ['that waits for its scan', file('a', { scanState: 'unscanned' }), ['a']],
    ['of another kind', file('a', { kind: 'pdf' }), []],
    ['one byte too large', file('a', { size: 101 }), []],
    ['that was isolated', file('a', { scanState: 'infected' }), []],
    ['that is a scan of the list of members', file('a', { slotId: LIST }), []],
    ['that stands here already', file('a', { slotId: HERE }), []],
  ] as const)('%s', (_what, one, expected) => {
    expect(reusableIn(slot, [one], LIST).map(({ id }) => id)).toEqual(expected);
  });

  it('is offered once, and not when its bytes are here', () => {
    const twins = [file('a', { sha256: 'x' as never }), file('b', { sha256: 'x' as never })];
    expect(reusableIn(slot, twins, null).map(({ id }) => id)).toEqual(['a']);
    expect(reusableIn(slot, [...twins, file('c', { slotId: HERE, sha256: 'x' as never })], null)).toEqual([]);
  });
});
