import { postTitles, roleTitles } from '../../domain/access.ts';
import type { StaffMember, Unit } from '../../domain/directory.ts';
import { dispatchPosts, dispatchPostsHeld, postTitle } from '../../domain/dispatch.ts';
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

/** 互为AB角: whoever else of the unit is told with him. */
function counterpartText(
  { id }: StaffMember,
  unit: Unit,
  { directory, regime }: BotScene,
): readonly string[] {
  const own = dispatchPostsHeld(unit, id, regime);
  if (!unit.active || own.length === 0) return [];
  const others = dispatchPosts(regime)
    .filter((post) => !own.includes(post))
    .map((post) => {
      const other = directory.staff.get(unit.posts[post] ?? '');
      const away = other?.away ? `，外出至${chineseDay(readDay(other.away.to))}` : '';
      return `${postTitle(post, regime)}${other ? `是${other.name}${away}` : '尚未指定'}`;
    });
  const titles = own.map((post) => postTitle(post, regime)).join('、');
  return [[`您是${unit.name}${titles}`, ...others].join('，')];
}

function awayText({ away }: StaffMember): readonly string[] {
  return away
    ? [`已登记外出：${chineseDay(readDay(away.from))}至${chineseDay(readDay(away.to))}`]
    : [];
}
