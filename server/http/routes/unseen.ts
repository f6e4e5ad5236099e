import { unseenList } from '../../contract/office.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { currentAssignment } from '../../domain/petition.ts';
import { chineseMoment, DAY, instant } from '../../domain/time.ts';
import type { Rung, UnseenStep } from '../../store/step-store.ts';
import { findVisible } from '../files.ts';
import { type Route, route, type Scene } from '../route.ts';
import { noticeOpened } from './notice-opened.ts';

const listUnseen = route(
  {
    method: 'GET',
    path: '/api/unseen',
    summary: '催过仍无人查看的交办，供电话告知（信访机构）',
    access: 'office',
    rate: 'reads',
    answer: unseenList,
  },
  async ({ person }, scene) => {
    const { now, deps } = scene;
    const steps = await deps.store.stepsUnseen(instant(now - WATCHED_FOR));
    const urged = steps.filter((step) => step.urged.length > 0);
    const items = await Promise.all(urged.map((step) => itemOf(step, person, scene)));
    return { status: 200, body: { now, items: items.filter((item) => item !== null) } };
  },
);

/** What is known of who has looked, and who has not. */
export const seenRoutes: readonly Route[] = [noticeOpened, listUnseen];

const WATCHED_FOR = 3 * DAY;

/** Null for what the person may not know of. */
async function itemOf(step: UnseenStep, person: StaffMember, scene: Scene) {
  const petition = await findVisible(step.petitionId, person, scene);
  const unitId = petition ? currentAssignment(petition)?.unitId : undefined;
  if (!petition || unitId === undefined) return null;
  const { staff, units } = scene.directory;
  return {
    petitionId: petition.id,
    number: petition.number,
    unitName: units.get(unitId)?.name ?? '',
    toldText: chineseMoment(step.toldAt),
    people: step.recipients.flatMap((id) => {
      const told = staff.get(id);
      return told ? [{ name: told.name, title: told.title }] : [];
    }),
    urgedText: RUNGS.filter((rung) => step.reached.includes(rung))
      .map((rung) => rungTitles[rung])
      .join('、'),
  };
}

/** The office itself knows that it has been told. */
const RUNGS = ['toDo', 'ding', 'mention'] as const satisfies readonly Rung[];
const rungTitles: Readonly<Record<(typeof RUNGS)[number], string>> = {
  toDo: '钉钉待办',
  ding: 'DING',
  mention: '群内点名',
};
