import { actsOfRegister } from './acts.controller.js';
import { OfficeDoors } from './office.doors.js';
import { officePaths } from './office.paths.js';
import { readingOfRegister } from './reading.controller.js';

const OF_OFFICE = {
  base: officePaths.of(':office').list,
  keepers: ['vetting', 'organiser'],
  readers: ['vetting', 'organiser', 'auditor'],
  doors: OfficeDoors,
} as const;

/** `/van-ban/{unit}`: the register of an office, kept by its people, read by the auditors of everything too. */
export const OFFICE_CONTROLLERS = [readingOfRegister(OF_OFFICE), actsOfRegister(OF_OFFICE)];
