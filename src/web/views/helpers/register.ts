import type { HelperDelegate } from 'handlebars';
import { assetOf } from './asset.js';
import { date } from './date.js';
import { dateTime } from './date-time.js';
import { deadline } from './deadline.js';
import { dueFacts, meterFacts } from './facts.js';
import { fieldChosen, fieldError, fieldId, fieldValue } from './field.js';
import { fileSize } from './file-size.js';
import { held } from './held.js';
import { iso } from './iso.js';
import { money } from './money.js';
import { moneyInWords } from './money-in-words.js';
import { nextIndex } from './next-index.js';
import { number } from './number.js';
import { numberParts } from './number-parts.js';
import { paperDate } from './paper-date.js';
import { place, placeInside } from './place.js';
import { points } from './points.js';
import { share } from './share.js';
import { statusTag } from './status-tag.js';
import { time } from './time.js';
import { timeLeft } from './time-left.js';

/** Wraps a helper so that a name which the view forgot stops the page instead of printing nothing. */
function refusingUndefined(name: string, helper: (...given: never[]) => unknown): HelperDelegate {
  return (...received: unknown[]) => {
    const given = received.slice(0, -1); // the last is Handlebars' own options
    if (given.length < helper.length || given.includes(undefined))
      throw new Error(`{{${name}}}: an argument is missing`);
    return helper(...(given as never[]));
  };
}

/** Every helper that templates may call, by the name they call it. `assets`: version of each file in `views/assets`. */
export function createHelpers(assets: ReadonlyMap<string, string>): Record<string, HelperDelegate> {
  const helpers: Record<string, (...given: never[]) => unknown> = {
    asset: assetOf(assets),
    date,
    dateTime,
    deadline,
    dueFacts,
    fieldChosen,
    fieldError,
    fieldId,
    fieldValue,
    fileSize,
    held,
    iso,
    meterFacts,
    money,
    moneyInWords,
    nextIndex,
    number,
    numberParts,
    paperDate,
    place,
    placeInside,
    points,
    share,
    statusTag,
    time,
    timeLeft,
  };
  return Object.fromEntries(Object.entries(helpers).map(([name, helper]) => [name, refusingUndefined(name, helper)]));
}
