import type { Logger } from 'pino';
import type { RegimeId } from '../../domain/clock-rule.ts';
import { DAY, instant } from '../../domain/time.ts';
import type { SandboxCall } from '../../sandbox/seen.ts';
import type { FilePetition } from '../petitions-file.ts';
import { openServer, theatreAt } from '../theatre.ts';
import {
  currentPage,
  everybodyLooks,
  type Handling,
  nextTurn,
  register,
  stageFor,
} from './stage.ts';

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
  given: { readonly log: Logger; readonly regimeId: RegimeId },
): Promise<Price> {
  const theatre = theatreAt();
  const server = await openServer(theatre, petition.receivedAt, given);
  try {
    const { logbook } = theatre;
    const stage = await stageFor(petition, handling, server, { ...given, logbook });
    const calls: PricedCall[] = [];
    let [seen, taps] = [0, 0];
    const book = (after: string) => {
      const made = server.sandbox.record().slice(seen);
      seen += made.length;
      calls.push(...made.filter(({ counted }) => counted).map((call) => ({ call, after })));
    };
    await server.clock.to(petition.receivedAt);
    let page = await register(stage);
    let title = '登记';
    const dropped = new Map<string, number>();
    for (let turns = 0; ; turns += 1) {
      await everybodyLooks(stage);
      book(title);
      const turn = await nextTurn(stage, page, dropped);
      if (!turn) break;
      if (turns > LONGEST) throw new Error(`the ordinary petition does not leave ${page.stage}`);
      if (turn.at > server.clock.now()) await server.clock.to(turn.at);
      // What fell due on the way still belongs to the act before.
      book(title);
      const done = await turn.take();
      if (done?.byCard) taps += 1;
      title = done?.title ?? title;
      page = await currentPage(stage);
    }
    await server.clock.to(instant(server.clock.now() + AFTERWARDS));
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

/** More acts than any ordinary course has. */
const LONGEST = 60;
const DAILY_REMINDER = '/v1.0/robot/groupMessages/send';
/** By then DingTalk has been asked for the last results. */
const AFTERWARDS = 2 * DAY;
