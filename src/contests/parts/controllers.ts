import type { Type } from '@nestjs/common';
import { BODIES_PART, MEMBERS_PART } from './bodies.part.js';
import { BLIND_PART } from './blind.part.js';
import { BUDGET_SOURCES_PART } from './budget-sources.part.js';
import { BUDGET_PART } from './budget.part.js';
import { CEILINGS_PART } from './ceilings.part.js';
import { CRITERIA_PART } from './criteria.part.js';
import { EXTENSIONS_PART } from './extensions.part.js';
import { FIELDS_PART } from './fields.part.js';
import { formPartController } from './form-part.controller.js';
import { GENERAL_PART } from './general.part.js';
import { MEMBER_LIST_PART } from './member-list.part.js';
import { PRACTICE_PART } from './practice.part.js';
import { PRIZES_PART } from './prizes.part.js';
import { QUOTA_PART } from './quota.part.js';
import { RANKING_PART } from './ranking.part.js';
import { ROUND_CRITERIA_PART } from './round-criteria.part.js';
import { ROUNDS_PART } from './rounds.part.js';
import { rowPartController } from './row-part.controller.js';
import { RULES_PART } from './rules.part.js';
import { SIDE_PRIZES_PART } from './side-prizes.part.js';
import { SLOTS_PART } from './slots.part.js';
import { OBJECTIONS_PART } from './objections.part.js';
import { MOVEMENT_PART } from './movement.part.js';
import { STORAGE_PART } from './storage.part.js';
import { VETTING_PART } from './vetting.part.js';
import { WINDOWS_PART } from './windows.part.js';

/** The pages of every part of a contest but the units, which have a page of their own. */
export const PART_CONTROLLERS: Type<unknown>[] = [
  formPartController(GENERAL_PART),
  formPartController(WINDOWS_PART),
  rowPartController(EXTENSIONS_PART),
  rowPartController(BODIES_PART),
  rowPartController(MEMBERS_PART),
  rowPartController(RULES_PART),
  rowPartController(SLOTS_PART),
  rowPartController(FIELDS_PART),
  formPartController(MEMBER_LIST_PART),
  rowPartController(VETTING_PART),
  formPartController(QUOTA_PART),
  rowPartController(CRITERIA_PART),
  rowPartController(ROUNDS_PART),
  rowPartController(ROUND_CRITERIA_PART),
  formPartController(RANKING_PART),
  formPartController(BLIND_PART),
  rowPartController(PRACTICE_PART),
  rowPartController(PRIZES_PART),
  rowPartController(SIDE_PRIZES_PART),
  rowPartController(CEILINGS_PART),
  formPartController(BUDGET_PART),
  rowPartController(BUDGET_SOURCES_PART),
  formPartController(STORAGE_PART),
  formPartController(MOVEMENT_PART),
  formPartController(OBJECTIONS_PART),
];
