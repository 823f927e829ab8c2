import { Module } from '@nestjs/common';
import { GroupsModule } from './groups/groups.module.js';
import { SharedCommunities } from './shared.module.js';
import { TeamsModule } from './teams/teams.module.js';

/** The registers of communities: Zalo groups, and what later stands beside them. */
@Module({
  imports: [SharedCommunities, GroupsModule, TeamsModule],
  exports: [SharedCommunities, GroupsModule, TeamsModule],
})
export class CommunitiesModule {}
