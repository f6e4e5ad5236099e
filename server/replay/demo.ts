import { readFileSync } from 'node:fs';
import pino, { type Logger } from 'pino';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { demonstrationOffice } from '../../db/seed-office.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import { buildCalendar } from '../domain/calendar.ts';
import { localDay, readDay } from '../domain/time.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { ordinaryPetition } from './ordinary/petition.ts';
import { type Price, priceOrdinary } from './ordinary/price.ts';
import { type FilePetition, readPetitions } from './petitions-file.ts';
import { showProgress } from './progress.ts';
import { isTooDear } from './report/price.ts';
import { reportLines } from './report/report.ts';
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
  const petitions = content === null ? null : petitionsIn(content, options.input);
  if (content === null || petitions === null) return BAD_INPUT;
  const theatre = theatreAt(options.database);
  process.once('exit', theatre.clear);
  const started = performance.now();
  const log = pino({ level: 'error', base: null }, pino.destination(process.stderr.fd));
  try {
    const outcome = await produce({
      petitions,
      file: content,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      theatre,
      log,
      progress: showProgress(process.stderr),
      stopped: interruption(),
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
    const prices = await pricesOf(log);
    console.log(reportLines({ ...outcome, findings, prices, seconds }).join('\n'));
    const holds = findings.every(({ faults }) => faults.length === 0);
    return holds && !prices.some(isTooDear) ? HOLDS : FAILS;
  } catch (error) {
    console.error('演练出错，没有做完：', error);
    return FAILS;
  }
}

async function pricesOf(log: Logger): Promise<readonly Price[]> {
  return [
    await priceOrdinary(ordinaryPetition, 'byLiaison', log),
    await priceOrdinary(ordinaryPetition, 'byColleague', log),
  ];
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

function petitionsIn(content: string, path: string): readonly FilePetition[] | null {
  const regime = loadRegimes().find(({ id }) => id === playedConfig().regimeId);
  const calendar = buildCalendar(seedCalendar());
  const units = [...demonstrationOffice().directory.units.values()];
  const read = readPetitions(content, {
    units: new Map(units.map(({ id, name }) => [name, id])),
    firstDay: regime ? readDay(regime.effectiveFrom) : calendar.firstDay,
    lastDay: localDay(calendar.lastDay - LONGEST_LIFE),
  });
  if (read.ok) return read.petitions;
  console.error(`文件有${read.problems.length}处问题，没有演练（${path}）：`);
  for (const problem of read.problems) console.error(`  · ${problem}`);
  return null;
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

function howToGoOn({ input, database, seed }: Options): string {
  if (database === undefined) {
    return '已停止。未指定 --database，本次演练不保留；要能接着演练，请用 --database 指明数据库文件。';
  }
  const seedPart = seed === undefined ? '' : ` --seed ${seed}`;
  return `已停止，数据已保存。接着演练：npm run demo -- --input ${input} --database ${database}${seedPart}`;
}
