import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { FirstPeopleService } from './accounts/first-people.service.js';
import type { Arrived, ArrivalWish } from './archives/archive.arrival.js';
import { exportArchive, importArchive } from './archives/archive.commands.js';
import type { ArchiveManifest } from './archives/archive.format.js';
import { EXPORT_FORMATS, type ExportFormat, writeExport } from './awards/export.files.js';
import { ExportService } from './awards/export.service.js';
import type { ContestFacts } from './contests/contest.facts.js';
import { ContestReader } from './contests/contest.reader.js';
import { ContestService } from './contests/contest.service.js';
import { Database } from './database/database.js';
import { type Role, ROLES } from './kernel/actor.js';
import { Clock } from './kernel/clock.js';
import { CommandFault } from './kernel/command-fault.js';
import { isoLocal } from './kernel/vietnamese/dates.js';
import { UnitService } from './units/unit.service.js';

/** Who acts when a command does: the log names it so. */
export const TERMINAL = { name: 'Dòng lệnh', role: 'system', requestId: 'CLI' } as const;

/** `unit import`: all rows are checked first; any fault, and nothing is written. */
export async function importUnits(
  house: INestApplicationContext,
  file: string,
  dryRun: boolean,
): Promise<{ rows: number; warnings: string[] }> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandFault([`${file}: cannot be read (${cause.code ?? 'unknown'})`], true);
  });
  const report = await house.get(UnitService).importFromCommandLine(bytes, { dryRun });
  const told = (lines: readonly { line: number; message: string }[]): string[] =>
    lines.map(({ line, message }) => `${file}:${line}: ${message}`);
  if (report.faults.length > 0) throw new CommandFault(told(report.faults), false);
  return { rows: report.villages, warnings: told(report.warnings) };
}

/** `user create`: an account with one role, and the single-use link that its owner sets a password with; no link when only tried. */
export async function createUser(
  house: INestApplicationContext,
  typed: { username: string; name: string; role: string; unit?: string; contest?: string; phone?: string },
  dryRun: boolean,
): Promise<{ username: string; link: string | null; expiresAt: string | null }> {
  if (!ROLES.includes(typed.role as Role)) throw new CommandFault([`--role: one of ${ROLES.join(', ')}`], true);
  const { username, link } = await house
    .get(FirstPeopleService)
    .create({ ...typed, role: typed.role as Role }, { dryRun });
  if (dryRun) return { username, link: null, expiresAt: null };
  return { username, link: link.path, expiresAt: isoLocal(link.expiresAt) };
}

/** `contest list`: every contest, newest first. */
export async function listContests(
  house: INestApplicationContext,
): Promise<Pick<ContestFacts, 'slug' | 'code' | 'name' | 'state' | 'rehearsal'>[]> {
  const contests = await house.get(ContestReader).all(house.get(Database).reader);
  return contests.map(({ slug, code, name, state, rehearsal }) => ({ slug, code, name, state, rehearsal }));
}

/** `contest export`: the results of a closed round in one of the formats. */
export async function exportContest(
  house: INestApplicationContext,
  slug: string,
  format: string,
  out: string,
): Promise<string[]> {
  if (!EXPORT_FORMATS.includes(format as ExportFormat))
    throw new CommandFault([`--format: one of ${EXPORT_FORMATS.join(', ')}`], true);
  const results = await house.get(ExportService).resultsForTerminal(slug, house.get(Clock).now(), format);
  return writeExport(results, format as ExportFormat, out);
}

/** `contest export --format archive`. */
export const exportWhole = (house: INestApplicationContext, slug: string, out: string): Promise<ArchiveManifest> =>
  exportArchive(house, TERMINAL, { slug, out });

/** `contest import`. */
export const importWhole = (house: INestApplicationContext, file: string, wish: ArrivalWish): Promise<Arrived> =>
  importArchive(house, TERMINAL, { ...wish, file });

/**
 * `contest clock`: shows, sets, or lets go of a rehearsal's clock; a running server obeys at its next request. A dry run is
 * refused alike and answers what would be.
 */
export async function contestClock(
  house: INestApplicationContext,
  slug: string,
  to: Date | 'follow' | null,
  dryRun: boolean,
): Promise<{ now: string; stands: boolean }> {
  const contests = house.get(ContestReader);
  const { reader } = house.get(Database);
  const moved =
    to === null
      ? null
      : await house.get(ContestService).setClockFromTerminal(TERMINAL, slug, to === 'follow' ? null : to, { dryRun });
  const contest = moved ?? (await contests.bySlug(reader, slug));
  if (contest === null) throw new CommandFault([`no contest "${slug}"`], false);
  const calendar = await contests.calendarOf(reader, contest, house.get(Clock).now());
  return { now: isoLocal(calendar.now), stands: contest.clockAt !== null };
}
