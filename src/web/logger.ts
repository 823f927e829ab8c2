import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

export const LOGGER = Symbol('logger');

/** JSON lines, on stderr unless a test reads them. No bodies, cookies, tokens or scores are ever logged; a line break in a value stays escaped. */
export const createLogger = (level: string, destination: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, base: { name: 'hoithi' }, timestamp: pino.stdTimeFunctions.isoTime }, destination);

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
