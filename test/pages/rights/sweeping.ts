import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Cell, cellsOf } from './cells.js';
import type { Phase } from './phases.js';
import { RIGHTS } from './rights.table.js';
import { type Stage, setStage } from './stage.js';
import { type Findings, lookAtAll, pressAllowed, pressDenied } from './sweep.js';

// Thousands of requests; a busy machine may take its time.
jest.setTimeout(240_000);

/** Everybody at every address in these phases, as the rights table says. */
export function sweepPhases(phases: readonly Phase[]): void {
  describe.each(phases)('In the phase "%s"', (phase) => {
    let stage: Stage;
    let cells: Cell[];
    beforeAll(async () => {
      stage = await setStage(phase);
      cells = cellsOf(RIGHTS, stage.things, phase);
    });
    afterAll(() => stage.close());

    const found = ({ wrong, changed, telling }: Findings) => ({ wrong: wrong.slice(0, 60), changed, telling });
    const NOTHING = { wrong: [], changed: [], telling: [] };

    it('everybody sees what the table lets them see, looking writes nothing, and the hidden looks like the missing', async () => {
      const findings = await lookAtAll(stage, cells);
      expect(found(findings)).toEqual(NOTHING);
    });

    it('a button that is not theirs changes nothing', async () => {
      const findings = await pressDenied(stage, cells);
      expect(found(findings)).toEqual(NOTHING);
    });

    it('a button that is theirs is answered about its words', async () => {
      expect(found(await pressAllowed(stage, cells))).toEqual(NOTHING);
    });
  });
}
