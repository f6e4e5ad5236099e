import { parseArgs } from 'node:util';
import { type Office, readOffice } from '../db/seed-office.ts';
import { loadRegimes } from '../db/seed-regime.ts';
import { explainBootFailure } from './boot-failure.ts';
import type { Config, ConfigReading } from './config.ts';
import { waitingFor } from './domain/access.ts';
import { changesBetween, staffingNotes, unknownRoles } from './domain/directory-review.ts';
import { MAIN_OFFICE, type OfficeId } from './domain/office.ts';
import { ok, type Result, refuse } from './domain/result.ts';
import type { Instant } from './domain/time.ts';
import { registeringRegime } from './installed-offices.ts';
import { openBooks } from './office-books.ts';

/** What the command line touches of the world. */
export interface Terminal {
  readonly print: (line: string) => unknown;
  readonly complain: (line: string) => unknown;
  /** The text of the file, or null when it cannot be read. */
  readonly readFile: (path: string) => string | null;
  readonly reading: ConfigReading;
  readonly clock: () => Instant;
}

const HELP = `载入本单位的机构和人员
  npm run -s office -- --input 文件.json
      核对文件，列出变动，并写入数据库（服务须先停止）
  npm run -s office -- --input 文件.json --check
      只核对并列出变动，不写入
  npm run -s office -- --input 文件.json --office 编号
      载入另一机构的人员：编号为 OFFICE_REGIME 中第二个起的制度编号；不写则为主机构

  文件格式与 db/seed/offices/jinghu2020.json 相同：title 单位名称，units 所属单位（部室、科室等），staff 人员。
  人员编号（id）为钉钉的 userid；角色（roles）为制度中的岗位编号。

退出码：0 已写入或核对无误；65 文件有误；78 配置或数据库不能使用；2 用法有误`;

const USAGE = 2;
const FAULTY = 65;
const UNUSABLE = 78;

/** Reads the office's people from a file and puts them in force, or lists everything that is wrong with it. */
export async function runOffice(args: readonly string[], terminal: Terminal): Promise<number> {
  const request = readRequest(args);
  if (!request.ok) {
    terminal.complain(`${request.refusal}用法请看 npm run -s office -- --help`);
    return USAGE;
  }
  const { input, check, help, office } = request.value;
  if (help) {
    terminal.print(HELP);
    return 0;
  }
  if (!terminal.reading.ok) {
    terminal.complain(`配置有误，没有写入：\n${listed(terminal.reading.problems)}`);
    return UNUSABLE;
  }
  const { config } = terminal.reading;
  const read = officeIn(input, regimeIdOf(office, config), config, terminal);
  if (!read.ok) {
    terminal.complain(`文件有${read.refusal.length}处问题，没有写入：\n${listed(read.refusal)}`);
    return FAULTY;
  }
  try {
    return await putInForce(read.value, config, { check, office }, terminal);
  } catch (error) {
    const { message, exitCode } = explainBootFailure(error, config);
    terminal.complain(message.replace('系统没有启动。', '没有写入。'));
    return exitCode;
  }
}

interface Request {
  readonly input: string;
  readonly check: boolean;
  readonly office: OfficeId;
  readonly help: boolean;
}

function readRequest(args: readonly string[]): Result<Request, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        input: { type: 'string' },
        check: { type: 'boolean', default: false },
        office: { type: 'string', default: MAIN_OFFICE },
        help: { type: 'boolean', default: false },
      },
    });
    const { input = '', check, help, office } = values;
    if (input === '' && !help) return refuse('请用 --input 指明文件。');
    return ok({ input, check, help, office });
  } catch {
    return refuse('有不认识的参数。');
  }
}

function officeIn(
  path: string,
  regimeId: string,
  { regulationsFolder }: Config,
  { readFile }: Terminal,
): Result<Office, readonly string[]> {
  const text = readFile(path);
  if (text === null) return refuse([`无法读取文件 ${path}，请核对路径和权限。`]);
  const json = parseJson(text);
  if (!json.ok) return refuse(['文件不是有效的 JSON，请用文本编辑器核对括号、引号和逗号。']);
  const regime = registeringRegime(loadRegimes(regulationsFolder), regimeId);
  const read = readOffice(json.value, regime);
  if (!read.ok) return refuse(read.problems);
  const problems = unknownRoles(read.office.directory, regime);
  return problems.length > 0 ? refuse(problems) : ok(read.office);
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return refuse(null);
  }
}

async function putInForce(
  { directory: people }: Office,
  config: Config,
  { check, office }: Pick<Request, 'check' | 'office'>,
  terminal: Terminal,
): Promise<number> {
  const { print } = terminal;
  const { store, calendar, clock } = await openBooks(config, { clock: terminal.clock });
  try {
    const regime = registeringRegime(await store.regimes(), regimeIdOf(office, config));
    const own = store.ofOffice(office);
    const changes = changesBetween(await own.directory(), people, regime);
    if (changes.length === 0) {
      print('文件与现有机构、人员一致，没有变动。');
      return 0;
    }
    print(`共${changes.length}处变动：\n${listed(changes)}`);
    const notes = staffingNotes(people, regime);
    if (notes.length > 0) print(`请注意：\n${listed(notes)}`);
    if (check) {
      print('以上仅为核对，没有写入。');
      return 0;
    }
    const now = clock.now();
    await own.replaceDirectory(people, now, (petition, pinned, directory) =>
      waitingFor(petition, { now, calendar: calendar(), regime: pinned, directory }),
    );
    print('已写入，重新启动服务后生效；在办件的待办人已随之调整。');
    return 0;
  } finally {
    await store.close();
  }
}

/** A further office is called after its regulation; one that is not named there is found to be missing by that name. */
function regimeIdOf(office: OfficeId, { regimeId }: Config): string {
  return office === MAIN_OFFICE ? regimeId : office;
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  · ${line}`).join('\n');
}
