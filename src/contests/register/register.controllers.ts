import { actsOfRegister } from '../../documents/register/acts.controller.js';
import { readingOfRegister } from '../../documents/register/reading.controller.js';
import { RegisterKeeping } from './register.keeping.js';
import { registerOf } from './register.paths.js';

const OF_CONTEST = {
  base: registerOf(':slug').list,
  keepers: ['organiser'],
  readers: ['organiser', 'auditor'],
  doors: RegisterKeeping,
} as const;

/** `/to-chuc/{slug}/so-van-ban`: the register of a contest's documents, kept by its organisers, read by its auditors too. */
export const REGISTER_CONTROLLERS = [readingOfRegister(OF_CONTEST), actsOfRegister(OF_CONTEST)];
