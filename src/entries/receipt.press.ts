import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ContestFacts } from '../contests/contest.facts.js';
import { contestPaths } from '../contests/contest.paths.js';
import type { Paper } from '../press/paper.js';
import { stopPresses } from '../press/press-thread.js';
import { BASE_URL, type BaseUrl } from '../web/base-url.js';
import type { ReceiptFacts } from './entry.facts.js';
import { entryPaths } from './entry.paths.js';
import { toReceiptCard, toReceiptPaper } from './receipt.paper.js';
import type { ReceiptLinks } from './receipt.view.js';

/** Receipts as papers, with the addresses under which they are checked. */
@Injectable()
export class ReceiptPress implements OnModuleDestroy {
  constructor(@Inject(BASE_URL) private readonly baseUrl: BaseUrl) {}

  /** Both copies, the secret on the first: for the commune alone. */
  paper(receipt: ReceiptFacts, contest: ContestFacts): Paper {
    return toReceiptPaper(receipt, contest, this.links(receipt), receipt.receivedAt);
  }

  /** One page without the secret, for whoever may see the dossier. */
  card(receipt: ReceiptFacts, contest: ContestFacts): Paper {
    return toReceiptCard(receipt, contest, this.links(receipt), receipt.receivedAt);
  }

  links({ body: { number }, checkValue }: ReceiptFacts): ReceiptLinks {
    const base = this.baseUrl();
    return {
      qr: `${base}${contestPaths.verificationBy(number, checkValue)}`,
      verification: `${base}${contestPaths.verificationOf(number)}`,
      short: `${base}${entryPaths.shortLink(number)}`,
      lookUp: `${base}${entryPaths.lookUp}`,
    };
  }

  async onModuleDestroy(): Promise<void> {
    await stopPresses();
  }
}
