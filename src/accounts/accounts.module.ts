import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
import { ActorGuard } from './actor.guard.js';
import { ActorRepository } from './actor.repository.js';
import { SessionController } from './session.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInDelay } from './sign-in.delay.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { Tasks } from './tasks.js';

@Module({
  controllers: [SignInController, SessionController],
  providers: [
    AccountRepository,
    AccountService,
    ActorRepository,
    SignInDelay,
    SignInRepository,
    SignInService,
    Tasks,
    { provide: APP_GUARD, useClass: ActorGuard },
  ],
})
export class AccountsModule {}
