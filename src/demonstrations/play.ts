import type { ContestFacts } from '../contests/contest.facts.js';
import type { Cast } from './demonstration.people.js';
import type { JuryPlan } from './jury.plan.js';
import type { SampleDossier } from './materials/dossiers.js';
import type { FilesToCome } from './sample.files.js';

/** One load under way: who acts in which contest, with which files, and which dossier goes by which code. */
export class Play {
  /** Who scores what; null until the panel sits. */
  jury: JuryPlan | null = null;
  private readonly codes = new Map<string, string>();

  constructor(
    readonly contest: ContestFacts,
    readonly cast: Cast,
    readonly files: FilesToCome,
  ) {}

  /** Remembers the draft code of a dossier; it answers to it for life. */
  began(dossier: SampleDossier, code: string): void {
    this.codes.set(dossier.key, code);
  }

  codeOf(dossier: SampleDossier): string {
    const code = this.codes.get(dossier.key);
    if (code === undefined) throw new Error(`the dossier ${dossier.key} was never begun`);
    return code;
  }
}
