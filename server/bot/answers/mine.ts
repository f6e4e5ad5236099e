import { postTitles, roleTitles } from '../../domain/access.ts';
import type { StaffMember, Unit } from '../../domain/directory.ts';
import { chineseDay, readDay } from '../../domain/time.ts';
import type { Reply } from '../reply.ts';
import type { BotScene } from '../scene.ts';

/** 我的：who the office takes this person for, and how much there is. */
export async function mineReply(person: StaffMember, scene: BotScene): Promise<Reply> {
  const { store, directory, regime, now } = scene;
  const posts = [...roleTitles(person, regime), ...postTitles(person, directory, regime)];
  const unit = directory.units.get(person.unitId ?? '');
  const count = async (overdue: boolean) => {
    const query = { scope: 'open', limit: 1, ...(overdue ? { overdue } : {}) } as const;
    return (await store.list(query, person.id, now)).total;
  };
  const waiting = await store.toDo(person.id);
  return {
    title: '我的',
    lines: [
      `${person.name}，${person.title}${unit ? `，${unit.name}` : ''}`,
      `岗位：${posts.length > 0 ? posts.join('、') : '承办人员'}`,
      ...[...directory.units.values()].flatMap((each) => counterpartText(person, each, scene)),
      ...awayText(person),
      `待您办理${waiting.length}件；您可查看的在办${await count(false)}件，其中逾期${await count(true)}件。`,
    ],
    page: { title: '打开我的', path: '/mine' },
  };
}

/** 互为AB角 */
function counterpartText(
  { id }: StaffMember,
  { name, active, liaisonA, liaisonB }: Unit,
  { directory }: BotScene,
): readonly string[] {
  if (!active || (liaisonA !== id && liaisonB !== id)) return [];
  const isA = liaisonA === id;
  const other = directory.staff.get((isA ? liaisonB : liaisonA) ?? '');
  const away = other?.away ? `，外出至${chineseDay(readDay(other.away.to))}` : '';
  const counterpart = other ? `${isA ? 'B' : 'A'}角是${other.name}${away}` : '另一角尚未指定';
  return [`您是${name}${isA ? 'A' : 'B'}角，${counterpart}`];
}

function awayText({ away }: StaffMember): readonly string[] {
  return away
    ? [`已登记外出：${chineseDay(readDay(away.from))}至${chineseDay(readDay(away.to))}`]
    : [];
}
