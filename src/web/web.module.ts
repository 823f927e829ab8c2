import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { Logger } from 'pino';
import { Clock } from '../kernel/clock.js';
import type { RefusalWordings } from '../kernel/refusal.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import { BASE_URL, type BaseUrl } from './base-url.js';
import { CSRF_WORDINGS, type Csrf } from './csrf.js';
import { FaultFilter } from './fault.filter.js';
import { CSRF, ELSEWHERE, type Elsewhere, Frames, NAVIGATION, type Navigation } from './frame.js';
import { FrozenPages } from './frozen-pages.js';
import { HEADER_COUNTERS, type HeaderCounter } from './header.counters.js';
import { Housekeeping } from './housekeeping.js';
import { LOGGER } from './logger.js';
import { Problems } from './problems.js';
import { SecurityLog } from './security.log.js';
import { TokenGuard } from './token.guard.js';
import { Views } from './views.js';
import type { ViewEngine } from './views/engine.js';
import { Wording } from './wording.js';

/** What the top of the house hands to the web room: it knows every room's wording and every role's navigation. */
export interface WebParts {
  clock: Clock;
  engine: ViewEngine;
  logger: Logger;
  csrf: Csrf;
  navigation: Navigation;
  elsewhere: Elsewhere;
  counters: readonly HeaderCounter[];
  wordings: readonly RefusalWordings[];
  baseUrl: BaseUrl;
}

@Global()
@Module({})
export class WebModule {
  static with(parts: WebParts): DynamicModule {
    return {
      module: WebModule,
      providers: [
        { provide: Clock, useValue: parts.clock },
        { provide: Views, useValue: new Views(parts.engine) },
        { provide: LOGGER, useValue: parts.logger },
        { provide: CSRF, useValue: parts.csrf },
        { provide: BASE_URL, useValue: parts.baseUrl },
        { provide: NAVIGATION, useValue: parts.navigation },
        { provide: ELSEWHERE, useValue: parts.elsewhere },
        { provide: HEADER_COUNTERS, useValue: parts.counters },
        { provide: Wording, useValue: new Wording([CSRF_WORDINGS, ...parts.wordings]) },
        Frames,
        FrozenPages,
        Housekeeping,
        Problems,
        SecurityLog,
        { provide: APP_GUARD, useClass: TokenGuard },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_FILTER, useClass: FaultFilter },
      ],
      exports: [BASE_URL, Clock, Views, LOGGER, CSRF, ELSEWHERE, Frames, Problems, SecurityLog, Wording],
    };
  }
}
