import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export const LOGGER = Symbol('logger');

/** JSON lines on stderr. No bodies, cookies, tokens or scores are ever logged; a line break in a value stays escaped. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: { name: 'hoithi' }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));

/** Nest's own messages, through the same log; its start-up chatter is debug. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ nest: message });
  }
  error(message: unknown, ...more: unknown[]): void {
    this.logger.error({ nest: message, more });
  }
  warn(message: unknown): void {
    this.logger.warn({ nest: message });
  }
}
