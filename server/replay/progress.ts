import { chineseDay, civilDateOf, type Instant, localDayOf } from '../domain/time.ts';
import type { Track } from './track.ts';

/** Where the play has got to. */
export interface Progress {
  at(now: Instant, tracks: Iterable<Track>): void;
  /** Leaves the line of the bar behind. */
  end(): void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar on a terminal; into a file or a pipe one line a month. */
export function showProgress(output: Output): Progress {
  return output.isTTY ? bar(output) : monthly(output);
}

const WIDTH = 24;

function bar(output: Output): Progress {
  let shown = false;
  return {
    at(now, tracks) {
      const { total, registered, ended } = counted(tracks);
      const done = total === 0 ? 1 : (registered + ended) / (2 * total);
      const filled = Math.round(done * WIDTH);
      const blocks = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      const percent = String(Math.floor(done * 100)).padStart(3);
      const day = chineseDay(localDayOf(now), 'withYear');
      output.write(
        `\r\x1b[K${blocks} ${percent}%  ${day}  登记${registered}/${total}件，了结${ended}件`,
      );
      shown = true;
    },
    end() {
      if (shown) output.write('\n');
      shown = false;
    },
  };
}

function monthly(output: Output): Progress {
  let last = '';
  return {
    at(now, tracks) {
      const { year, month } = civilDateOf(localDayOf(now));
      const title = `${year}年${month}月`;
      if (title === last) return;
      last = title;
      const { total, registered, ended } = counted(tracks);
      output.write(`演练到${title}：登记${registered}/${total}件，了结${ended}件\n`);
    },
    end() {},
  };
}

function counted(tracks: Iterable<Track>) {
  let [total, registered, ended] = [0, 0, 0];
  for (const track of tracks) {
    total += 1;
    if (track.registered) registered += 1;
    if (track.ended) ended += 1;
  }
  return { total, registered, ended };
}
