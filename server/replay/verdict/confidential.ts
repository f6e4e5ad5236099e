import type { Petition } from '../../domain/petition.ts';
import { isConflicted } from '../../domain/staffing.ts';
import type { Memory } from '../../sandbox/memories.ts';
import { type Evidence, type Finding, isAccusation, noticeNumber } from './evidence.ts';

/** 检举控告: a card, to-do, DING or mention of one names neither its number nor a department, and offers no button. */
export function confidentialCardsNeutral({
  petitions,
  messages,
  sandbox,
  office,
}: Evidence): Finding {
  const accusations = petitions.map(({ petition }) => petition).filter(isAccusation);
  const ids = new Set(accusations.map(({ id }) => id));
  const own = new Set(
    messages.flatMap(({ id, petitionId }) => (ids.has(petitionId ?? '') ? [id] : [])),
  );
  const units = [...office.directory.units.values()].map(({ name }) => name);
  const telling = [...accusations.map(({ number }) => number), ...units];
  const shown = sandbox.flatMap((memory) => shownIn(memory) ?? []);
  // By its link, or by the number of the message that it carries.
  const isOwn = ({ link, message }: Shown) =>
    [...ids].some((id) => link.includes(id)) || own.has(message ?? 0);
  const faults = shown.flatMap((one) => {
    const words = isOwn(one) ? telling : accusations.map(({ number }) => number);
    const word = words.find((text) => one.text.includes(text));
    const told = word === undefined ? [] : [`专办件的${one.what}写有“${word}”。`];
    const isButton = isOwn(one) && one.buttons !== '';
    return isButton ? [...told, `专办件的${one.what}带有按钮“${one.buttons}”。`] : told;
  });
  const looked = shown.filter(isOwn).length;
  return {
    title: '检举控告件的卡片、待办不露编号、部室，不带办理按钮',
    figures: `专办件${accusations.length}件，核对卡片、待办${looked}条`,
    faults,
  };
}

/** Nothing that speaks of an accusation has reached the telephone of anyone accused in it. */
export function accusedHoldNothing({ petitions, messages, sandbox, office }: Evidence): Finding {
  const faults: string[] = [];
  let accusedPeople = 0;
  for (const { petition } of petitions) {
    if (!isAccusation(petition)) continue;
    const accused = [...office.directory.staff.values()].filter((one) =>
      isConflicted(petition, one),
    );
    accusedPeople += accused.length;
    const own = new Set(
      messages.flatMap(({ id, petitionId }) => (petitionId === petition.id ? [id] : [])),
    );
    const told = sandbox.filter((memory) => speaksOf(memory, petition, own));
    for (const memory of told) {
      const holder = accused.find(({ id }) => holdersOf(memory).includes(id));
      if (holder) faults.push(`${holder.id}的手机上有专办件${petition.number}的消息。`);
    }
  }
  return {
    title: '检举控告件的任何消息都不到被反映人手机',
    figures: `被反映人${accusedPeople}人次，核对钉钉记录${sandbox.length}条`,
    faults,
  };
}

interface Shown {
  readonly what: string;
  readonly text: string;
  readonly link: string;
  readonly buttons: string;
  readonly message: number | null;
}

function shownIn(memory: Memory): Shown | null {
  switch (memory.kind) {
    case 'card': {
      const { content = '', link = '', primaryLabel = '', secondaryLabel = '' } = memory.shared;
      const text = Object.entries(memory.shared)
        .flatMap(([key, value]) => (isAddress(key) ? [] : value))
        .join('\n');
      const buttons = `${primaryLabel}${secondaryLabel}`;
      return { what: '卡片', text, link, buttons, message: noticeNumber(content) };
    }
    case 'toDo': {
      const { subject, link } = memory.toDo;
      return { what: '待办', text: subject, link, buttons: '', message: null };
    }
    case 'ding':
      return { what: 'DING', text: memory.ding.content, link: '', buttons: '', message: null };
    default:
      return null;
  }
}

function isAddress(key: string): boolean {
  return key === 'link' || key === 'secondaryLink';
}

function speaksOf(memory: Memory, { id, number }: Petition, own: ReadonlySet<number>): boolean {
  const said = JSON.stringify(memory);
  return said.includes(id) || said.includes(number) || own.has(noticeNumber(said) ?? 0);
}

/** User ids of everybody on whose telephone it is. */
function holdersOf(memory: Memory): readonly string[] {
  switch (memory.kind) {
    case 'notice':
      return memory.recipients.map(([userId]) => userId);
    case 'card':
    case 'told':
      return memory.userIds;
    case 'ding':
      return memory.ding.userIds;
    case 'toDo':
      return memory.toDo.executorIds.map((id) => id.replace(/^union-/, ''));
    default:
      return [];
  }
}
