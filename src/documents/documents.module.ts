import { Module, type OnModuleInit } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { Invariants } from '../database/invariants.js';
import { DocumentDesk } from './document.desk.js';
import { DOCUMENT_INVARIANTS } from './document.invariants.js';
import { DocumentQuarantine } from './document.quarantine.js';
import { DocumentWalk } from './document.walk.js';
import { DocumentReader } from './document.reader.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentService } from './document.service.js';
import { OfficeApiController } from './register/office.api.controller.js';
import { OfficeNoticesController } from './register/office-notices.controller.js';
import { OfficeController } from './register/office.controller.js';
import { OFFICE_CONTROLLERS } from './register/office.controllers.js';
import { OfficeDoors } from './register/office.doors.js';
import { OfficeRepository } from './register/office.repository.js';
import { RegisterEntrance } from './register/register.entrance.js';
import { RegisterPages } from './register/register.pages.js';
import { RegisterProgram } from './register/register.program.js';
import { RecipientRepository } from './recipient.repository.js';
import { RecipientService } from './recipient.service.js';

// `/van-ban/{unit}/thong-bao` before `/van-ban/{unit}/{id}`, which would read it as a document's.
/** The registers of official documents: those of offices, and what the rooms above open those of contests with. */
@Module({
  imports: [UnitsModule],
  controllers: [OfficeController, OfficeApiController, OfficeNoticesController, ...OFFICE_CONTROLLERS],
  providers: [
    DocumentDesk,
    DocumentQuarantine,
    DocumentReader,
    DocumentRepository,
    DocumentService,
    DocumentWalk,
    RecipientRepository,
    RecipientService,
    OfficeDoors,
    OfficeRepository,
    RegisterEntrance,
    RegisterPages,
    RegisterProgram,
  ],
  exports: [DocumentReader, DocumentService, RecipientService, RegisterEntrance, RegisterPages, RegisterProgram],
})
export class DocumentsModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep(DOCUMENT_INVARIANTS);
  }
}
