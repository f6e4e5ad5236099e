import { waitingFor } from '../../domain/access.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { currentAssignment, type Petition } from '../../domain/petition.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { chineseMoment } from '../../domain/time.ts';
import { petitionsNumbered } from '../numbered.ts';
import { listed, type Reply } from '../reply.ts';
import { type BotScene, isConfidential, regimeOf } from '../scene.ts';
import { dueText, stepText } from './to-do.ts';

const TITLE = '查询';
const SHOWN = 8;
const CLOCKS_SHOWN = 6;

/** 查：one petition by its number. One that is not there and one that may not be seen are answered alike. */
export async function findReply(
  number: string | null,
  person: StaffMember,
  scene: BotScene,
): Promise<Reply> {
  if (number === null) return { title: TITLE, lines: [HOW] };
  const found = await petitionsNumbered(number, person, scene);
  const [only] = found;
  if (!only) return { title: TITLE, lines: [NOTHING, HOW] };
  if (found.length === 1) return isConfidential(only) ? neutral(only) : shown(only, scene);
  const ordinary = found.filter((petition) => !isConfidential(petition));
  return {
    title: TITLE,
    lines: [
      `有${found.length}件编号相符，请发送完整编号。`,
      ...listed(
        ordinary.map((petition) => stepText(petition, person, scene)),
        SHOWN,
      ),
      ...(ordinary.length < found.length ? ['- 另有事项请登录系统查看'] : []),
    ],
    page: { title: '打开信访件清单', path: '/petitions' },
  };
}

const NOTHING = '没有查到这个编号，或者您无权查看。请核对编号后再试。';
const HOW = '请在“查”后面写编号或编号的末几位，例如：查 2026-0017、查 17。这里只能按编号查。';

function neutral({ id }: Petition): Reply {
  return {
    title: TITLE,
    lines: ['请登录系统查看。'],
    page: { title: '打开', path: `/petitions/${id}` },
  };
}

function shown(petition: Petition, scene: BotScene): Reply {
  const { directory } = scene;
  const regime = regimeOf(petition, scene);
  const stage = regime.stages[petition.stage];
  const clocks = petition.clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
  const waiting = waitingFor(petition, { ...scene, regime })
    .map((id) => directory.staff.get(id)?.name)
    .filter((name) => name !== undefined);
  return {
    title: petition.number,
    lines: [
      ...(petition.visitNumber === undefined ? [] : [`来访登记：${petition.visitNumber}`]),
      `环节：${stage?.title ?? petition.stage}（${chineseMoment(petition.stageSince)}起）`,
      ...unitText(petition, scene),
      ...(waiting.length === 0 ? [] : [`等待：${waiting.join('、')}`]),
      ...(clocks.length === 0 ? ['暂无计时中的期限'] : ['期限：']),
      ...listed(
        clocks
          .toSorted((one, other) => one.dueAt - other.dueAt)
          .map((clock) => `${regime.clocks[clock.clock]?.title ?? '时限'}${dueText(clock, scene)}`),
        CLOCKS_SHOWN,
      ),
    ],
    page: { title: '打开信访件', path: `/petitions/${petition.id}` },
  };
}

function unitText(
  petition: Petition,
  { directory: { units, staff } }: BotScene,
): readonly string[] {
  const unit = units.get(responsibleUnit(petition) ?? '');
  if (!unit) return [];
  const caseworker = staff.get(currentAssignment(petition)?.caseworkerId ?? '');
  return [`承办：${unit.name}${caseworker ? `，承办人${caseworker.name}` : ''}`];
}
