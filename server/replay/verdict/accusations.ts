import { roleHolders } from '../../domain/directory.ts';
import type { Petition, Signature } from '../../domain/petition.ts';
import { isConflicted } from '../../domain/staffing.ts';
import { type Evidence, type Finding, isAccusation, type OfficeFacts } from './evidence.ts';

/** 检举控告类由主职领导签批: the dispatch and the conclusion, and no other box unless its signer must stand aside. */
export function signedByPrincipal({ petitions, office }: Evidence): Finding {
  const accusations = petitions.map(({ petition }) => petition).filter(isAccusation);
  const faults: string[] = [];
  let signatures = 0;
  for (const petition of accusations) {
    signatures += petition.signatures.length;
    for (const slot of PRINCIPAL_SLOTS) {
      const fault = slotFault(petition, slot, office);
      if (fault) faults.push(`专办件${petition.number}${fault}`);
    }
    for (const signature of petition.signatures) {
      if (isMisplaced(signature, petition, office)) {
        faults.push(`专办件${petition.number}的“${signature.slot}”不应由主职领导签署。`);
      }
    }
  }
  return {
    title: '检举控告件由主职领导在交办、办结两处签批',
    figures: `专办件${accusations.length}件，签名${signatures}处`,
    faults,
  };
}

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

const PRINCIPAL_SLOTS = ['assignment', 'conclusion'] as const;

function slotFault(petition: Petition, slot: string, office: OfficeFacts): string | null {
  const signed = petition.signatures.filter((signature) => signature.slot === slot);
  const owed =
    slot === 'assignment' ? petition.assignments.length > 0 : petition.concludedAt !== undefined;
  if (owed && signed.length === 0) return `缺少主职领导的签批（${slot}）。`;
  const principals = roleHolders(office.directory, 'principalLeader').map(({ id }) => id);
  return signed.every(({ by }) => principals.includes(by))
    ? null
    : `的签批（${slot}）不是主职领导所签。`;
}

/** The principal leader signs elsewhere only in place of a leader who is accused or recused, and in a verification. */
function isMisplaced(
  { slot, by }: Signature,
  petition: Petition,
  { directory }: OfficeFacts,
): boolean {
  const principals = roleHolders(directory, 'principalLeader').map(({ id }) => id);
  if (!principals.includes(by) || slot === 'assignment' || slot === 'conclusion') return false;
  if (slot !== 'matterReview' && slot !== 'petitionReview') return false;
  const unitId = petition.assignments.at(-1)?.unitId;
  const matterLeader = unitId === undefined ? undefined : directory.units.get(unitId)?.leader;
  const leaders =
    slot === 'petitionReview'
      ? roleHolders(directory, 'petitionLeader')
      : [...directory.staff.values()].filter(({ id }) => id === matterLeader);
  return leaders.some((leader) => !isConflicted(petition, leader));
}
