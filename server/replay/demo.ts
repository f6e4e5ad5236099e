import { readFileSync } from 'node:fs';
import pino, { type Logger } from 'pino';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { demonstrationOffice } from '../../db/seed-office.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import { buildCalendar } from '../domain/calendar.ts';
import type { Regime } from '../domain/regime.ts';
import { dayText, type LocalDay, localDay, localDayOf, readDay } from '../domain/time.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { ordinaryPetition } from './ordinary/petition.ts';
import { type Price, priceOrdinary } from './ordinary/price.ts';
import { type FilePetition, readPetitions } from './petitions-file.ts';
import { showProgress } from './progress.ts';
import { isTooDear } from './report/price.ts';
import { reportLines } from './report/report.ts';
import { type Play, sideBySide } from './report/side-by-side.ts';
import { produce } from './run.ts';
import { playedConfig, theatreAt } from './theatre.ts';
import { verdictOn } from './verdict/verdict.ts';

/** Plays a file of petitions through the whole system and judges what came of it. */
const [HOLDS, FAILS, BAD_INPUT, INTERRUPTED] = [0, 1, 2, 130];
/** Days that the last petition may need before the calendar ends. */
const LONGEST_LIFE = 366;

const reading = readOptions(process.argv.slice(2));
if (reading.ok) {
  process.exitCode = await demonstrate(reading.options);
} else {
  console.error(`${reading.problem}\n${USAGE}`);
  process.exitCode = BAD_INPUT;
}

async function demonstrate(options: Options): Promise<number> {
  const content = contentOf(options.input);
  const regimes = content === null ? null : regimesFor(options);
  if (content === null || regimes === null) return BAD_INPUT;
  const log = pino({ level: 'error', base: null }, pino.destination(process.stderr.fd));
  const staging = { content, options, log, stopped: interruption() };
  const plays: (Play & { readonly holds: boolean })[] = [];
  for (const regime of regimes) {
    const play = await playUnder(regime, staging);
    if (typeof play === 'number') return play;
    plays.push(play);
  }
  if (options.compare) console.log(['', ...sideBySide(plays)].join('\n'));
  return plays.every(({ holds }) => holds) ? HOLDS : FAILS;
}

/** One play under one regulation, or the exit code with which it ended early. */
async function playUnder(
  regime: Regime,
  { content, options, log, stopped }: Staging,
): Promise<(Play & { readonly holds: boolean }) | number> {
  const petitions = petitionsIn(content, options, regime);
  if (petitions === null) return BAD_INPUT;
  const theatre = theatreAt(options.database);
  process.once('exit', theatre.clear);
  const started = performance.now();
  try {
    const outcome = await produce({
      petitions,
      regimeId: regime.id,
      file: content,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...{ theatre, log, stopped },
      progress: showProgress(process.stderr),
    });
    if (outcome.kind === 'refused') {
      console.error(outcome.problem);
      return BAD_INPUT;
    }
    if (outcome.kind === 'stopped') {
      console.error(howToGoOn(options));
      return INTERRUPTED;
    }
    const findings = verdictOn(outcome.evidence);
    const seconds = (performance.now() - started) / 1000;
    const prices = options.compare ? [] : await pricesOf(regime, log);
    const play = { ...outcome, regime, findings, seconds };
    console.log(reportLines({ ...play, prices, isLimited: isPreset(regime) }).join('\n'));
    const sound = findings.every(({ faults }) => faults.length === 0);
    return { ...play, holds: sound && !(isPreset(regime) && prices.some(isTooDear)) };
  } catch (error) {
    console.error('演练出错，没有做完：', error);
    return FAILS;
  } finally {
    if (options.database === undefined) theatre.clear();
  }
}

interface Staging {
  readonly content: string;
  readonly options: Options;
  readonly log: Logger;
  readonly stopped: () => boolean;
}

/** What an ordinary petition costs in messages, handled by whoever accepts it and by a colleague. */
async function pricesOf(regime: Regime, log: Logger): Promise<readonly Price[]> {
  const given = { log, regimeId: regime.id };
  const [unit] = demonstrationOffice(regime).directory.units.values();
  const petition = { ...ordinaryPetition, unitId: unit?.id ?? ordinaryPetition.unitId };
  return [
    await priceOrdinary(petition, 'byAcceptor', given),
    await priceOrdinary(petition, 'byColleague', given),
  ];
}

/** The limit of calls was set for the office that this is preset to; elsewhere they are only told. */
function isPreset({ id }: Regime): boolean {
  return id === playedConfig().regimeId;
}

/** The one named, the preset one, or all; null where there is none of that name. */
function regimesFor({ regime: wanted, compare }: Options): readonly Regime[] | null {
  const all = loadRegimes();
  if (compare) return all;
  const id = wanted ?? playedConfig().regimeId;
  const found = all.find((regime) => regime.id === id);
  if (found) return [found];
  console.error(`没有编号为“${id}”的制度，现有：${all.map((regime) => regime.id).join('、')}。`);
  return null;
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason =
      code === 'ENOENT' ? '找不到文件' : code === 'EISDIR' ? '这是一个目录' : '无法读取文件';
    console.error(`${reason}：${path}`);
    return null;
  }
}

function petitionsIn(
  content: string,
  { input, regime: wanted, compare, month }: Options,
  regime: Regime,
): readonly FilePetition[] | null {
  const calendar = buildCalendar(seedCalendar());
  const units = [...demonstrationOffice(regime).directory.units.values()];
  const read = readPetitions(content, {
    units: new Map(units.map(({ id, name }) => [name, id])),
    ...(wanted !== undefined || compare ? { borrowed: true } : {}),
    firstDay: laterOf(readDay(regime.effectiveFrom), calendar.firstDay),
    lastDay: localDay(calendar.lastDay - LONGEST_LIFE),
  });
  if (read.ok) return inMonth(read.petitions, month);
  console.error(`文件有${read.problems.length}处问题，没有演练（${input}）：`);
  for (const problem of read.problems) console.error(`  · ${problem}`);
  return null;
}

function inMonth(
  petitions: readonly FilePetition[],
  month: string | undefined,
): readonly FilePetition[] | null {
  const wanted = petitions.filter(
    ({ receivedAt }) => month === undefined || dayText(localDayOf(receivedAt)).startsWith(month),
  );
  if (wanted.length > 0) return wanted;
  console.error(`文件中没有${month}收到的信访件。`);
  return null;
}

function laterOf(one: LocalDay, other: LocalDay): LocalDay {
  return one > other ? one : other;
}

/** The first Ctrl+C lets the step under way end, the second does not. */
function interruption(): () => boolean {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (interrupted) process.exit(INTERRUPTED);
      interrupted = true;
      console.error('\n正在停止……（再按一次立即退出）');
    });
  }
  return () => interrupted;
}

function howToGoOn({ input, database, seed, regime }: Options): string {
  if (database === undefined) {
    return '已停止。未指定 --database，本次演练不保留；要能接着演练，请用 --database 指明数据库文件。';
  }
  const regimePart = regime === undefined ? '' : ` --regime ${regime}`;
  const seedPart = seed === undefined ? '' : ` --seed ${seed}`;
  return `已停止，数据已保存。接着演练：npm run demo -- --input ${input} --database ${database}${regimePart}${seedPart}`;
}
