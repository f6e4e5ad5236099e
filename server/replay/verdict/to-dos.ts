import type { Memory } from '../../sandbox/memories.ts';
import { type Evidence, type Finding, hasEnded, remembered } from './evidence.ts';

type ToDo = Extract<Memory, { readonly kind: 'toDo' }>['toDo'];

/** 待办 at DingTalk: none of a petition that has ended, one at most of one that is open, and only for those it waits for. */
export function toDosFollow({ toDos, petitions, sandbox, office }: Evidence): Finding {
  const petitionOf = new Map(toDos.map(({ source, petitionId }) => [source, petitionId]));
  const known = toDosAtDingTalk(sandbox);
  const stray = known.filter(({ sourceId }) => !petitionOf.has(sourceId ?? ''));
  const faults = petitions.flatMap(({ petition, waiting }) => {
    const open = known.filter(
      ({ sourceId, done }) => !done && petitionOf.get(sourceId ?? '') === petition.id,
    );
    if (hasEnded(petition, office)) {
      return open.map(() => `${petition.number}已了结，钉钉待办仍未完成。`);
    }
    const awaited = new Set(waiting.map((id) => `union-${id}`));
    const others = open.filter(({ executorIds }) => !executorIds.every((id) => awaited.has(id)));
    return [
      ...(open.length > 1 ? [`${petition.number}有${open.length}条未完成的钉钉待办。`] : []),
      ...others.map(() => `${petition.number}的钉钉待办还在已无须办理的人名下。`),
    ];
  });
  const done = known.filter((toDo) => toDo.done).length;
  return {
    title: '钉钉待办随件走、随办结完成',
    figures: `待办${known.length}条，其中完成${done}条`,
    faults: [...faults, ...stray.map(() => '钉钉有一条待办在数据库中没有出处。')],
  };
}

/** As they stand at the end. */
function toDosAtDingTalk(sandbox: readonly Memory[]): readonly ToDo[] {
  const byTask = new Map<string, ToDo>();
  for (const memory of sandbox) {
    if (memory.kind === 'toDo') byTask.set(memory.toDo.taskId, memory.toDo);
    if (memory.kind === 'toDoGone') byTask.delete(memory.taskId);
  }
  return [...byTask.values()];
}

/** 催办: of what nobody has looked at each way is taken once at most, and none that is not written down. */
export function urgedOnce({ urges, sandbox, messages }: Evidence): Finding {
  const taken = (rung: string) =>
    urges.filter((urge) => urge.rung === rung && urge.outcome === 'done').length;
  const faults: string[] = [];
  const met: string[] = [];
  const ways = {
    ding: remembered(sandbox, 'ding').length,
    mention: remembered(sandbox, 'post').filter(({ post }) => post.by === 'webhook').length,
    phone: messages.filter(({ template }) => template === 'notSeen').length,
  };
  for (const [rung, count] of Object.entries(ways)) {
    met.push(`${rungTitles[rung]}${count}`);
    // What was written down and then lost by a kill is not tried again.
    if (count > taken(rung)) {
      faults.push(`${rungTitles[rung]}实有${count}次，记录${taken(rung)}次。`);
    }
  }
  const repeated = urges.filter(
    ({ stepId, rung }, index) =>
      urges.findIndex((other) => other.stepId === stepId && other.rung === rung) !== index,
  );
  return {
    title: '催办每种方式每个环节至多一次',
    figures: `待办标注${taken('toDo')}、${met.join('、')}`,
    faults: [
      ...faults,
      ...repeated.map(({ stepId, rung }) => `环节${stepId}的${rungTitles[rung]}重复。`),
    ],
  };
}

const rungTitles: Readonly<Record<string, string>> = {
  toDo: '待办标注',
  ding: 'DING',
  mention: '群内提醒',
  phone: '电话清单',
};
