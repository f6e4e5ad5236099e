import { dayOf, HOUR, type Instant, instant, MINUTE, SECOND, startOfDay } from '../domain/time.ts';
import { type CallOutcome, failed, failureOfThrown } from './failures.ts';

/**
 * What DingTalk's clock shows, to the second, as any answer of its server carries it. Signatures of the group's robot
 * and of pages hold only while ours agrees with it. No API is called: nothing is charged and no token is needed.
 */
export async function serverTime(base: string, timeoutMs: number): Promise<CallOutcome<Instant>> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(base, { method: 'HEAD', redirect: 'manual', signal });
    const at = readHttpDate(response.headers.get('date') ?? '');
    return at === null ? failed('incomplete') : { ok: true, value: at };
  } catch (thrown) {
    return { ok: false, failure: failureOfThrown(thrown) };
  }
}

/** `Mon, 28 Sep 2026 03:00:00 GMT` */
function readHttpDate(text: string): Instant | null {
  const parts = HTTP_DATE.exec(text);
  if (!parts) return null;
  const [, day, monthName = '', year, hours, minutes, seconds] = parts;
  const month = MONTHS.indexOf(monthName) + 1;
  if (month === 0) return null;
  const date = dayOf(Number(year), month, Number(day));
  const time = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return instant(startOfDay(date) + BEIJING_AHEAD + time);
}

const HTTP_DATE = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Days are Beijing's, the header's hours are Greenwich's. */
const BEIJING_AHEAD = 8 * HOUR;
