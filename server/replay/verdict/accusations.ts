import { type Evidence, type Finding, isAccusation } from './evidence.ts';

/** Nobody without a part in it meets an accusation in a list, and the accused cannot tell it from one that never was. */
export function accusationsUnseen({ probes, petitions }: Evidence): Finding {
  const numbers = new Map(petitions.map(({ petition }) => [petition.id, petition.number]));
  const faults = probes.flatMap(({ petitionId, by, listed, status, sameAsUnknown }) => {
    const number = numbers.get(petitionId) ?? petitionId;
    return [
      ...(listed ? [`${by}在清单或待办中看到专办件${number}。`] : []),
      ...(status === 404 && sameAsUnknown
        ? []
        : [`${by}查看专办件${number}的应答与不存在的件不同（${status}）。`]),
    ];
  });
  const unasked = petitions.filter(
    ({ petition }) =>
      isAccusation(petition) && !probes.some(({ petitionId }) => petitionId === petition.id),
  );
  const accused = probes.filter(({ isAccused }) => isAccused).length;
  return {
    title: '检举控告件对无关人员和被反映人如同不存在',
    figures: `试探${probes.length}人次，其中被反映人${accused}人次`,
    faults: [...faults, ...unasked.map(({ petition }) => `专办件${petition.number}没有试探过。`)],
  };
}
