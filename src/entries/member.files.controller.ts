import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { Database } from '../database/database.js';
import type { Actor } from '../kernel/actor.js';
import { Refused } from '../kernel/refusal.js';
import { csvStream } from '../press/csv.js';
import { formWorkbook } from '../press/form-workbook.js';
import { announceFile, CSV, XLSX } from '../storage/announce-file.js';
import { TheActor } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { SecurityLog } from '../web/security.log.js';
import { EntryOpening, type OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';
import { MemberReader, type MembersInFull } from './member.reader.js';
import { MemberRepository } from './member.repository.js';
import { sendMembers } from './member.sending.js';
import { markedSheet, templateSheet, templateTable } from './member.sheet.js';

/** The files that the list's own people fetch: the template, the copy with its faults marked, the list. */
@Controller()
export class MemberFilesController {
  constructor(
    private readonly database: Database,
    private readonly opening: EntryOpening,
    private readonly members: MemberReader,
    private readonly repository: MemberRepository,
    private readonly security: SecurityLog,
  ) {}

  @Get(entryPaths.membersTemplate(':code', 'xlsx'))
  @Allow('commune')
  async template(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const { full } = await this.open(actor, code);
    const workbook = await formWorkbook(templateSheet(full.question.design.columns));
    announceFile(res, XLSX, 'Mẫu danh sách thành viên.xlsx').send(workbook);
  }

  @Get(entryPaths.membersTemplate(':code', 'csv'))
  @Allow('commune')
  async templateCsv(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const { full } = await this.open(actor, code);
    announceFile(res, CSV, 'Mẫu danh sách thành viên.csv');
    await pipeline(csvStream(templateTable(full.question.design.columns)), res);
  }

  @Get(entryPaths.membersMarked(':code'))
  @Allow('commune')
  async marked(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const { opened, full } = await this.open(actor, code);
    const pending = await this.repository.pendingOf(this.database.reader, opened.entry.id);
    if (pending === null) throw new Refused({ code: 'not-found' });
    this.security.personalDataViewed(actor, { view: 'entries/members marked', entry: code });
    const workbook = await formWorkbook(markedSheet(full.question.design.columns, pending.rows));
    announceFile(res, XLSX, `Danh sách cần sửa ${opened.entry.code}.xlsx`).send(workbook);
  }

  @Get(entryPaths.membersSheet(':code'))
  @Allow('commune')
  async sheet(@TheActor() actor: Actor, @Param('code') code: string, @Res() res: Response): Promise<void> {
    const { opened, full } = await this.open(actor, code);
    this.security.personalDataViewed(actor, { view: 'entries/members sheet', entry: code });
    await sendMembers(res, opened, full);
  }

  private async open(actor: Actor, code: string): Promise<{ opened: OpenedEntry; full: MembersInFull }> {
    const opened = await this.opening.show(actor, code);
    const full = await this.members.inFull(this.database.reader, opened.entry);
    if (full === null) throw new Refused({ code: 'not-found' });
    return { opened, full };
  }
}
