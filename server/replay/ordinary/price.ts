import type { Logger } from 'pino';
import { DAY, type Instant, instant } from '../../domain/time.ts';
import type { SandboxCall } from '../../sandbox/seen.ts';
import type { FilePetition } from '../petitions-file.ts';
import { openServer, theatreAt } from '../theatre.ts';
import { castFor, type Handling, ordinaryCourse } from './course.ts';
import { everybodyLooks, register, stageFor, take } from './stage.ts';

/** A billable call, and the act it followed upon. */
export interface PricedCall {
  readonly call: SandboxCall;
  readonly after: string;
}

export interface Price {
  readonly handling: Handling;
  /** On account of the petition. */
  readonly calls: readonly PricedCall[];
  /** Of the office as a whole meanwhile, whatever the number of petitions: the daily reminders. */
  readonly shared: number;
  /** Acts that were taken by a tap on a card. */
  readonly tapped: number;
}

/** Plays one ordinary petition in an office of its own, with every way of DingTalk's, and counts its billable calls. */
export async function priceOrdinary(
  petition: FilePetition,
  handling: Handling,
  log: Logger,
): Promise<Price> {
  const theatre = theatreAt();
  const server = await openServer(theatre, petition.receivedAt, log);
  try {
    const stage = await stageFor(petition, server, theatre.logbook);
    const calls: PricedCall[] = [];
    let [seen, taps] = [0, 0];
    const book = (after: string) => {
      const made = server.sandbox.record().slice(seen);
      seen += made.length;
      calls.push(...made.filter(({ counted }) => counted).map((call) => ({ call, after })));
    };
    let page = await register(stage);
    let title = '登记';
    await everybodyLooks(stage);
    book(title);
    const unit = stage.directory.units.get(petition.unitId);
    if (!unit) throw new Error(`there is no unit ${petition.unitId}`);
    let before: Instant = petition.receivedAt;
    for (const stop of ordinaryCourse(castFor(unit, stage.directory, handling))) {
      before = stop.at(before, server.calendar);
      await server.clock.to(before);
      // What fell due on the way still belongs to the act before.
      book(title);
      const done = await take(stage, page, stop);
      ({ page, title } = done);
      if (done.byCard) taps += 1;
      await everybodyLooks(stage);
      book(title);
    }
    if (!page.ended) throw new Error(`the ordinary petition ended in ${page.stage}`);
    await server.clock.to(instant(before + AFTERWARDS));
    book(title);
    const isShared = ({ call }: PricedCall) => call.path === DAILY_REMINDER;
    return {
      handling,
      calls: calls.filter((one) => !isShared(one)),
      shared: calls.filter(isShared).length,
      tapped: taps,
    };
  } finally {
    await server.stop();
    theatre.clear();
  }
}

const DAILY_REMINDER = '/v1.0/robot/groupMessages/send';
/** By then DingTalk has been asked for the last results. */
const AFTERWARDS = 2 * DAY;
