import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { UnitsModule } from '../units/units.module.js';
import { AccountController } from './account.controller.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
import { ActorGuard } from './actor.guard.js';
import { ActorRecognition } from './actor.recognition.js';
import { ActorRepository } from './actor.repository.js';
import { FirstPeopleService } from './first-people.service.js';
import { GrantReader } from './grant.reading.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationService } from './invitation.service.js';
import { ProgramKeyApiController } from './keys/program-key.api.controller.js';
import { ProgramKeyController } from './keys/program-key.controller.js';
import { ProgramKeyRecognition } from './keys/program-key.recognition.js';
import { ProgramKeyRepository } from './keys/program-key.repository.js';
import { ProgramKeys } from './keys/program-key.service.js';
import { PairDelay } from './pair.delay.js';
import { PeopleController } from './people.controller.js';
import { PeopleReader } from './people.reader.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { PersonController } from './person.controller.js';
import { PersonRegister } from './person.register.js';
import { SessionController } from './session.controller.js';
import { SessionMoveController } from './session-move.controller.js';
import { SessionMoves } from './session-move.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDelay } from './sign-in.delay.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { Tasks } from './tasks.js';

// The list of people first: its address for a new person would otherwise be read as somebody's.
@Module({
  imports: [UnitsModule],
  controllers: [
    SignInController,
    SessionController,
    SessionMoveController,
    AccountController,
    InvitationController,
    ProgramKeyApiController,
    ProgramKeyController,
    PeopleController,
    PersonController,
  ],
  providers: [
    AccountRepository,
    AccountService,
    ActorRecognition,
    ActorRepository,
    FirstPeopleService,
    GrantReader,
    InvitationService,
    PairDelay,
    PeopleReader,
    PeopleRepository,
    PeopleService,
    PersonRegister,
    ProgramKeyRecognition,
    ProgramKeyRepository,
    ProgramKeys,
    SessionMoves,
    SignInDelay,
    SignInRepository,
    SignInService,
    Tasks,
    { provide: APP_GUARD, useClass: ActorGuard },
  ],
  exports: [
    ActorRecognition,
    FirstPeopleService,
    PairDelay,
    PeopleReader,
    PersonRegister,
    ProgramKeyRecognition,
    SignInDelay,
  ],
})
export class AccountsModule {}
