import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RewardPrices } from '../../movements/records/reward.prices.js';
import { priceReward, rewardAmount, sayProduct } from './reward-norms.js';
import { rewardBook } from './reward.repository.js';

/** Tells the emulation record below what reward forms are worth on a day; where the book has no norm it says nothing. */
@Injectable()
export class ProposedPrices implements OnModuleInit {
  constructor(private readonly prices: RewardPrices) {}

  onModuleInit(): void {
    this.prices.answerBy(async (reader, on, asked) => {
      const book = await rewardBook(reader);
      return asked.map((one) => {
        const priced = priceReward(book, { ...one, recipient: '', decidedOn: on });
        if ('refusal' in priced) return null;
        const { reward } = priced;
        return {
          amount: rewardAmount(reward),
          words: [sayProduct(reward), reward.normPaper].filter(Boolean).join('; '),
        };
      });
    });
  }
}
