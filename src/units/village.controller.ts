import { Body, Controller, Get, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act } from '../kernel/actor.js';
import { type FormAnswer, Page, SeeOther, answerForm } from '../web/answer.js';
import { readForm } from '../web/form.js';
import { TheAct, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { VillagesForm } from './unit.form.js';
import { unitPaths } from './unit.paths.js';
import { UnitService } from './unit.service.js';
import { VillageImport, type VillageReport } from './village.import.js';
import { toVillageImportView } from './village.view.js';

const TRAIL = [
  { href: unitPaths.units, label: 'Đơn vị' },
  { href: null, label: 'Nhập thôn, bản' },
];

/** Importing villages: paste the file, read what was found, then take it. */
@Controller()
export class VillageController {
  constructor(
    private readonly database: Database,
    private readonly villages: VillageImport,
    private readonly service: UnitService,
  ) {}

  @Get(unitPaths.import)
  @Allow('admin')
  start(): Page {
    return this.page(freshForm(), '', null);
  }

  @Post(unitPaths.import)
  @Allow('admin')
  import(@TheAct() act: Act, @Body() body: Words): FormAnswer {
    return answerForm({
      form: readForm(VillagesForm, body),
      act: async ({ csv, step }): Promise<SeeOther | Page> => {
        if (step === 'import') {
          const { villages } = await this.service.importVillages(act, Buffer.from(csv));
          return new SeeOther(unitPaths.units, `Đã nhập ${villages} thôn, bản.`);
        }
        const report = await this.check(csv);
        return this.page(freshForm({ csv }), csv, report);
      },
      then: (answer) => answer,
      again: async (state) => {
        const csv = typeof state.values['csv'] === 'string' ? state.values['csv'] : '';
        return this.page(state, csv, csv === '' ? null : await this.check(csv));
      },
    });
  }

  private check(csv: string): Promise<VillageReport> {
    return this.villages.check(this.database.reader, Buffer.from(csv));
  }

  private page(form: FormState, csv: string, report: VillageReport | null): Page {
    return new Page(
      'units/villages',
      toVillageImportView(form, csv, report),
      { breadcrumbs: TRAIL },
      report !== null && report.faults.length > 0 ? 422 : 200,
    );
  }
}
