import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseProblem } from '../../db/problem.ts';
import type { Config } from '../config.ts';
import type { ApiCall } from '../dingtalk/dingtalk.ts';
import { openDingTalkSide } from '../dingtalk-side.ts';
import { dispatchTitles } from '../domain/dispatch.ts';
import { dayText, localDayOf } from '../domain/time.ts';
import { apiTitle } from '../http/api-titles.ts';
import { type OfficeBooks, officeFiles, openBooks } from '../office-books.ts';
import { type KnownPeople, type Surroundings, settingsOf } from './surroundings.ts';
import type { CheckRequest, CheckTerminal } from './terminal.ts';

export interface OpenCheck {
  readonly given: Surroundings;
  /** Which DingTalk is asked. */
  readonly heading: string;
  /** What the calls so far cost of the month's quota. */
  spent(): string;
  stop(): Promise<void>;
}

/** The configured DingTalk, or one of our own for the purpose, with the office's people where they can be read. */
export async function openCheck(
  config: Config,
  { notify }: CheckRequest,
  { clock, random, wait, elapsed }: CheckTerminal,
): Promise<OpenCheck> {
  const folder = mkdtempSync(join(tmpdir(), 'dingtalk-check-'));
  const { books, people } = await openPeople(config, folder, clock);
  const bill: ApiCall[] = [];
  const noted: Promise<void>[] = [];
  const side = await openDingTalkSide(config, {
    ...books,
    random,
    directory: () => books.store.directory(),
    postTitles: dispatchTitles(books.regime),
    onCall(call) {
      if (call.billable) bill.push(call);
      const month = dayText(localDayOf(clock())).slice(0, 'YYYY-MM'.length);
      noted.push(books.store.countCall(month, call.api, call.billable));
    },
    journal: join(folder, 'dingtalk.json'),
    ...(elapsed ? { elapsed, wait } : {}),
  });
  const settings = settingsOf(config, side);
  const { publicUrl } = settings;
  return {
    heading: settings.inSandbox ? SANDBOX : '对本单位钉钉的核对：',
    given: {
      dingTalk: side.dingTalk,
      settings,
      people,
      notify,
      linkFor: (path) => `${publicUrl}/${side.query}#${path}`,
      clock: books.clock.now,
      wait,
    },
    spent: () => billText(bill),
    async stop() {
      await side.stop();
      await Promise.allSettled(noted);
      await books.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SANDBOX = '没有填写钉钉凭证：以下是对内置演示钉钉的核对，不代表本单位的钉钉。';

interface OpenPeople {
  readonly books: OfficeBooks;
  readonly people: KnownPeople;
}

/** The office's own database is only opened where there is one; while the office is at work it is not to be had. */
async function openPeople(
  config: Config,
  folder: string,
  clock: CheckTerminal['clock'],
): Promise<OpenPeople> {
  const own = officeFiles(config);
  const isAtHand = config.dingTalk !== null && existsSync(own.database);
  try {
    if (isAtHand) return await withStaff(await openBooks(config, { clock }));
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error;
    const why =
      error.code === 'inUse'
        ? '本系统正在运行，名单没有核对；停止服务后再执行本命令。'
        : `数据库打不开，名单没有核对：${error.message}`;
    return { books: await openEmpty(config, folder, clock), people: { ok: false, why } };
  }
  return await withStaff(await openEmpty(config, folder, clock));
}

function openEmpty(
  config: Config,
  folder: string,
  clock: CheckTerminal['clock'],
): Promise<OfficeBooks> {
  const files = {
    database: join(folder, 'office.db'),
    keyRing: join(folder, 'keys', 'key-ring.json'),
    sandbox: join(folder, 'dingtalk.json'),
  };
  return openBooks(config, { clock, files });
}

async function withStaff(books: OfficeBooks): Promise<OpenPeople> {
  const { staff } = await books.store.directory();
  return {
    books,
    people: { ok: true, staff: [...staff.values()].filter(({ active }) => active) },
  };
}

function billText(bill: readonly ApiCall[]): string {
  if (bill.length === 0) return '本次没有产生计费调用。';
  const titles = bill.map(({ api }) => apiTitle(api));
  const parts = [...new Set(titles)].map(
    (title) => `${title}${titles.filter((each) => each === title).length}次`,
  );
  return `本次产生计费调用${bill.length}次：${parts.join('，')}。`;
}
