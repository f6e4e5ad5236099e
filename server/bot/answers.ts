import type { StaffMember } from '../domain/directory.ts';
import { assertNever } from '../domain/result.ts';
import { overdueReply, todayInGroup, todayReply } from './answers/day.ts';
import { deadlineReply } from './answers/deadline.ts';
import { findReply } from './answers/find.ts';
import { help, unknownReply } from './answers/help.ts';
import { mineReply } from './answers/mine.ts';
import { linesFor, linesForGroup } from './answers/open-lines.ts';
import { reportReply } from './answers/report.ts';
import { toDoReply } from './answers/to-do.ts';
import type { Question } from './question.ts';
import type { Reply } from './reply.ts';
import type { BotScene } from './scene.ts';

/** `officeGroup` is the one that gets the daily reminder. */
export type Place = 'alone' | 'officeGroup' | 'otherGroup';

/** `apart` is for the asker alone, and `here` says so. */
export interface Answers {
  readonly here: Reply;
  readonly apart?: Reply;
}

export async function answersTo(
  question: Question,
  place: Place,
  person: StaffMember,
  scene: BotScene,
): Promise<Answers> {
  const open = openly(question, scene);
  if (open) return { here: open };
  if (place === 'alone') return { here: await personally(question, person, scene) };
  const shared = place === 'officeGroup' ? await asReminded(question, scene) : null;
  if (shared) return { here: shared };
  return { here: TOLD_APART, apart: await personally(question, person, scene) };
}

const TOLD_APART: Reply = {
  title: '已单独发给您',
  lines: ['涉及具体信访件和个人的内容不在群内答复，已单独发给您。'],
};

/** What may be said to any of the office anywhere, because it speaks of no petition. */
function openly(question: Question, scene: BotScene): Reply | null {
  switch (question.topic) {
    case 'deadline':
      return deadlineReply(question.asked, scene);
    case 'help':
      return help;
    case 'unknown':
      return unknownReply(question.nearest);
    default:
      return null;
  }
}

/** What the group reads every morning anyway. */
async function asReminded({ topic }: Question, scene: BotScene): Promise<Reply | null> {
  switch (topic) {
    case 'today':
      return todayInGroup(await linesForGroup(scene), scene);
    case 'overdue':
      return overdueReply(await linesForGroup(scene));
    default:
      return null;
  }
}

async function personally(
  question: Question,
  person: StaffMember,
  scene: BotScene,
): Promise<Reply> {
  switch (question.topic) {
    case 'toDo':
      return await toDoReply(person, scene);
    case 'today':
      return await todayReply(person, await linesFor(person, scene), scene);
    case 'overdue':
      return overdueReply(await linesFor(person, scene));
    case 'find':
      return await findReply(question.number, person, scene);
    case 'mine':
      return await mineReply(person, scene);
    case 'report':
      return await reportReply(person, scene);
    case 'deadline':
    case 'help':
    case 'unknown':
      throw new Error(`${question.topic} is answered openly`);
    default:
      return assertNever(question);
  }
}
