import type { EntryId, UnitId } from '../kernel/ids.js';
import { type Instant, isWithin, type Span } from '../kernel/instant.js';
import type { ContestFacts, ExtensionFacts, WindowFacts, WindowKind } from './contest.facts.js';
import type { PlannedRoundFacts } from './round-plan.facts.js';

/** A window with the extension that made it as long as it is; null where it is as published. */
export type ExtendedWindow = Span & { extension: ExtensionFacts | null };

/** When a planned round takes scores, with the words of the rules. */
export type RoundWindow = Pick<PlannedRoundFacts, 'number' | 'from' | 'until' | 'printed'>;

export type WindowPhase = 'unset' | 'before' | 'open' | 'over';

/**
 * What time it is in a contest, and which of its windows are open. The only place that decides lateness.
 * A window is `[from, until)`: "trước ngày 01/12/2021" is until = 2021-12-01T00:00:00+07:00, the first instant that is too late
 * (PRODUCT, decision 4). There is no hidden grace; an extension counts for whom it was given: everybody, one unit, or one dossier.
 */
export class Calendar {
  /** The contest's present moment: a rehearsal's own clock where it stands still, the real time otherwise. */
  readonly now: Instant;
  private readonly windows: ReadonlyMap<WindowKind, WindowFacts>;
  private readonly rounds: ReadonlyMap<number, WindowFacts>;

  constructor(
    contest: Pick<ContestFacts, 'rehearsal' | 'clockAt' | 'state'>,
    windows: readonly WindowFacts[],
    private readonly extensions: readonly ExtensionFacts[],
    realNow: Instant,
    /** Windows of planned rounds; none in a contest of one round. */
    rounds: readonly RoundWindow[] = [],
  ) {
    this.now = contest.rehearsal && contest.clockAt !== null ? contest.clockAt : realNow;
    this.windows = new Map(windows.map((window) => [window.kind, window]));
    this.rounds = new Map(rounds.map(({ number, ...span }) => [number, { kind: 'judging', ...span }]));
  }

  /** The window as published, or null when the organiser has not set it yet. */
  window(kind: WindowKind): WindowFacts | null {
    return this.windows.get(kind) ?? null;
  }

  /** The window in which a round of judging takes scores: its own as planned, else the contest's window of judging. */
  roundWindow(number: number): WindowFacts | null {
    return this.rounds.get(number) ?? this.window('judging');
  }

  /** Where `now` stands to that window. */
  roundPhase(number: number): WindowPhase {
    return phaseOf(this.roundWindow(number), this.now);
  }

  /** The window as it holds for everybody: the published one, or longer by the latest extension for all. */
  windowForAll(kind: ExtensionFacts['kind']): ExtendedWindow | null {
    return this.extended(kind, isForAll);
  }

  /** The window as it holds for one unit: its own extensions and those for all. */
  windowFor(kind: ExtensionFacts['kind'], unitId: UnitId): ExtendedWindow | null {
    return this.extended(kind, (one) => one.unitId === unitId || isForAll(one));
  }

  /** The submission window as it holds for one dossier: its own extensions, its commune's and those for all. */
  windowForEntry({ id, communeId }: { id: EntryId; communeId: UnitId }): ExtendedWindow | null {
    return this.extended('submission', (one) => one.entryId === id || one.unitId === communeId || isForAll(one));
  }

  /** The same without what scanners’ finds added: as the organiser gave it. */
  grantedWindowForEntry({ id, communeId }: { id: EntryId; communeId: UnitId }): ExtendedWindow | null {
    const isItsOwn = (one: ExtensionFacts): boolean => one.entryId === id && one.documentNumber !== null;
    return this.extended('submission', (one) => isItsOwn(one) || one.unitId === communeId || isForAll(one));
  }

  /** The window of a dossier that has more time than its commune; null where its end is that of the others. */
  longerWindowForEntry(entry: { id: EntryId; communeId: UnitId }): ExtendedWindow | null {
    const own = this.windowForEntry(entry);
    const communes = this.windowFor('submission', entry.communeId);
    return own !== null && communes !== null && own.until > communes.until ? own : null;
  }

  private extended(kind: ExtensionFacts['kind'], counts: (one: ExtensionFacts) => boolean): ExtendedWindow | null {
    const window = this.windows.get(kind);
    if (window === undefined) return null;
    const extension = this.extensions
      .filter((one) => one.kind === kind && counts(one) && one.untilAt > window.until)
      .reduce<ExtensionFacts | null>(
        (longest, one) => (longest === null || one.untilAt > longest.untilAt ? one : longest),
        null,
      );
    return { from: window.from, until: extension?.untilAt ?? window.until, extension };
  }

  /** Where `now` stands to a window: before it, inside it, over it; `unset` when there is none. */
  phase(kind: WindowKind): WindowPhase {
    return phaseOf(this.window(kind), this.now);
  }

  /** The same for a window that extensions may have lengthened. */
  phaseOf(window: ExtendedWindow | null): WindowPhase {
    return phaseOf(window, this.now);
  }

  /** The same for one unit, extensions counted. */
  phaseFor(kind: 'submission' | 'vetting', unitId: UnitId): WindowPhase {
    return phaseOf(this.windowFor(kind, unitId), this.now);
  }
}

const isForAll = (one: ExtensionFacts): boolean => one.unitId === null && one.entryId === null;

function phaseOf(span: Span | null, now: Instant): WindowPhase {
  if (span === null) return 'unset';
  if (isWithin(span, now)) return 'open';
  return now < span.from ? 'before' : 'over';
}
