import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { CommunityReach } from './community.reach.js';
import { RegisterMenu } from './register.menu.js';

/** What every register of communities needs: how far a role reaches, and the menu that the registers stand in. */
@Module({
  imports: [UnitsModule],
  providers: [CommunityReach, RegisterMenu],
  exports: [CommunityReach, RegisterMenu],
})
export class SharedCommunities {}
