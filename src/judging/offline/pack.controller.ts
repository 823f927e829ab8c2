import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Act, Actor } from '../../kernel/actor.js';
import { type ZipFile, zipOf } from '../../press/zip.js';
import { announceFile, XLSX, ZIP } from '../../storage/announce-file.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { parsedForm } from '../../web/form.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { judgingPaths } from '../judging.paths.js';
import { OfflinePages } from './offline.pages.js';
import { PackDownloads } from './pack.download.js';
import { PACK_WORDS, packNamed } from './pack.facts.js';
import { PackPages } from './pack.pages.js';
import { PackService } from './pack.service.js';

/** What judges take out to work off line: on record first, then fetched; and what the secretary sees of it. */
@Controller()
export class PackController {
  constructor(
    private readonly offline: OfflinePages,
    private readonly pages: PackPages,
    private readonly service: PackService,
    private readonly downloads: PackDownloads,
  ) {}

  /** The taking leads to its file at once; the page keeps the link for a line that breaks. */
  @Post(judgingPaths.offlinePacks)
  @Allow('judge')
  take(@TheAct() act: Act, @Body() body: Words): Answer {
    const contents = packNamed(body['goi']);
    const fault = contents === null ? [{ field: 'goi', text: 'Chọn gói cần lấy.' }] : [];
    return answerForm({
      form: parsedForm(body, contents ?? 'dossiers', fault),
      act: async (wanted) => {
        await this.service.take(act, wanted);
        return wanted;
      },
      then: (taken) => new SeeOther(judgingPaths.offlinePack(PACK_WORDS[taken])),
      again: (state) => this.offline.page(act.actor, {}, state),
    });
  }

  @Post(judgingPaths.offlineSetAside)
  @Allow('judge')
  setAside(@TheAct() act: Act, @Body() body: Words): Answer {
    return answerForm({
      form: parsedForm(body, body, []),
      act: () => this.service.setAside(act),
      then: () => new SeeOther(judgingPaths.offline, 'Đã ghi: không dùng các gói đã lấy. Xóa gói khỏi máy.'),
      again: (state) => this.offline.page(act.actor, {}, state),
    });
  }

  @Get(judgingPaths.offlinePack(':goi'))
  @Allow('judge')
  async handOut(@TheActor() actor: Actor, @Param('goi') name: string, @Res() res: Response): Promise<void> {
    const { place, workbook, dossiers } = await this.downloads.of(actor, name);
    const whose = `${place.contest.code} ${place.judge.code}`;
    if (dossiers === null) {
      announceFile(res, XLSX, `Phiếu chấm ${whose}.xlsx`).end(workbook);
      return;
    }
    announceFile(res, ZIP, `Gói chấm ${whose}.zip`);
    try {
      await pipeline(zipOf(withWorkbook(workbook, dossiers), place.calendar.now), res);
    } catch (error) {
      // The judge closed the page half-way. Any other fault has broken the line off: a pack that is short must not look whole.
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
  }

  @Get(judgingPaths.packs)
  @Allow('secretary')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<Page> {
    return this.pages.list(actor, query);
  }
}

async function* withWorkbook(workbook: Buffer, dossiers: AsyncIterable<ZipFile>): AsyncGenerator<ZipFile> {
  yield { path: 'phieu-cham.xlsx', open: () => [workbook] };
  yield* dossiers;
}
