import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorGuard } from './actor.guard.js';
import { ActorRepository } from './actor.repository.js';

@Module({
  providers: [ActorRepository, { provide: APP_GUARD, useClass: ActorGuard }],
})
export class AccountsModule {}
