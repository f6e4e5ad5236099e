import { type Ref, ref, shallowReadonly } from 'vue';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEIJING_OFFSET = 8 * 60 * MINUTE;
const TICK = 1_000;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** The office's time as this phone knows it. */
export interface Clock {
  /** Server time in milliseconds, as of the last tick. */
  readonly now: Readonly<Ref<number>>;
  /** Takes over the server's time from an answer that has just arrived. */
  synchronize(serverNow: number): void;
  /** Reads the phone again: after a nap in a pocket no tick has been counted, so none is relied upon. */
  tick(): void;
  /** Today's Beijing day, `2026-03-16`. */
  today(): string;
  /** The Beijing minute, `2026-03-16T10:31`. */
  minute(): string;
}

/** A clock on top of a phone whose own time may be wrong: only differences of it are used. */
export function createClock(phone: () => number): Clock {
  let offset = 0;
  const now = ref(phone());
  const tick = () => {
    now.value = phone() + offset;
  };
  return {
    now: shallowReadonly(now),
    synchronize(serverNow) {
      offset = serverNow - phone();
      tick();
    },
    tick,
    today: () => beijing(phone() + offset).slice(0, 10),
    minute: () => minuteText(phone() + offset),
  };
}

export const clock = createClock(() => Date.now());

/** Keeps the countdowns moving while the page is seen, and puts them right the moment it is seen again. */
export function startClock(): void {
  setInterval(() => {
    if (!document.hidden) clock.tick();
  }, TICK);
  document.addEventListener('visibilitychange', clock.tick);
  window.addEventListener('pageshow', clock.tick);
}

/** `3月16日 10:31` of Beijing, whatever the phone's zone. */
export function momentText(at: number): string {
  const text = beijing(at);
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`;
}

/** `14:00` on the same day, otherwise `周一 08:30`. */
export function soonText(at: number, now: number): string {
  const time = beijing(at).slice(11, 16);
  if (dayNumber(at) === dayNumber(now)) return time;
  // 1970-01-01 was a Thursday.
  return `周${WEEKDAYS[(dayNumber(at) + 4) % 7]} ${time}`;
}

/** `2026-03-16T10:31` of Beijing, as the pickers write it. */
export function minuteText(at: number): string {
  return beijing(at).slice(0, 16);
}

/** The Beijing day, counted from 1970-01-01. */
export function dayNumber(at: number): number {
  return Math.floor((at + BEIJING_OFFSET) / DAY);
}

function beijing(at: number): string {
  return new Date(at + BEIJING_OFFSET).toISOString();
}
