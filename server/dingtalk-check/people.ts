import type { CallFailure } from '../dingtalk/dingtalk.ts';
import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether DingTalk knows everybody of our directory and lets the app see them. Free of charge, one call each. */
export async function checkPeople({
  dingTalk,
  people,
}: Pick<Surroundings, 'dingTalk' | 'people'>): Promise<readonly Finding[]> {
  if (!people.ok) return [left(ITEM, people.why)];
  const ids = people.staff.map(({ id }) => id);
  if (ids.length === 0) return [NOBODY];
  const met = await meetAll(ids, dingTalk);
  if (!met.ok) return [refusedBy(`${ITEM}（权限 qyapi_get_member）`, met.failure)];
  const those = (standing: Standing) => ids.filter((id) => met.standings.get(id) === standing);
  const faults = [...unknownFinding(those('unknown')), ...hiddenFinding(those('hidden'))];
  return faults.length > 0 ? faults : [wellFinding(ids, those('silent'))];
}

/** How somebody of ours stands in DingTalk's address book. `silent` has never signed in. */
type Standing = 'known' | 'unknown' | 'hidden' | 'silent';

/** One after the other; a refusal that is not about the person ends it. */
async function meetAll(
  ids: readonly string[],
  dingTalk: Surroundings['dingTalk'],
): Promise<
  | { readonly ok: true; readonly standings: ReadonlyMap<string, Standing> }
  | { readonly ok: false; readonly failure: CallFailure }
> {
  const standings = new Map<string, Standing>();
  for (const id of ids) {
    const found = await dingTalk.person(id);
    if (found.ok) standings.set(id, standingOf(found.value));
    else if (found.failure.class === 'person') standings.set(id, 'hidden');
    else return found;
  }
  return { ok: true, standings };
}

function standingOf(person: { readonly active: boolean } | null): Standing {
  if (person === null) return 'unknown';
  return person.active ? 'known' : 'silent';
}

const ITEM = '人员';
const NOBODY = left(ITEM, '尚未载入本单位名单，先执行 npm run office -- --input 名单.json。');

function wellFinding(ids: readonly string[], silent: readonly string[]): Finding {
  const note =
    silent.length === 0
      ? ''
      : `；其中${silent.length}人尚未激活钉钉，收不到消息：${listed(silent)}`;
  return well(ITEM, `名单内${ids.length}人都在钉钉通讯录中${note}。`);
}

function unknownFinding(ids: readonly string[]): readonly Finding[] {
  if (ids.length === 0) return [];
  return [
    fault(
      ITEM,
      `名单内有${ids.length}人钉钉通讯录中没有：${listed(ids)}。`,
      '名单里的 id 须是钉钉管理后台通讯录中的 userid；改正后用 npm run office 重新载入。',
    ),
  ];
}

function hiddenFinding(ids: readonly string[]): readonly Finding[] {
  if (ids.length === 0) return [];
  return [
    fault(
      ITEM,
      `名单内有${ids.length}人不在应用的授权范围内：${listed(ids)}。`,
      '在开放平台本应用的通讯录接口权限范围中加入他们所在的部门。',
    ),
  ];
}

const MOST_LISTED = 20;

/** By user id: it is the office's own and what the console searches by. */
function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_LISTED).join('、');
  return ids.length > MOST_LISTED ? `${shown} 等` : shown;
}
