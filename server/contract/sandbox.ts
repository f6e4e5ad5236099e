import { z } from 'zod';
import { moment } from './field.ts';

/** POST /sandbox/api/clock: where the demonstration office's clock may jump. */
export const clockMove = z.strictObject({
  move: z.enum(['hour', 'opening', 'workingDay'], {
    error: 'move 只能是 hour（过1小时）、opening（到下次上班）或 workingDay（到下个工作日）。',
  }),
});

/** POST /sandbox/api/phones/:id/open: the notice tapped, or none to open the mini-app from the workbench. */
export const openRequest = z.strictObject({ taskId: z.string().max(40).optional() });

/** The little of markdown that the office's messages use. */
const lines = z.array(z.object({ text: z.string(), look: z.enum(['heading', 'item', 'plain']) }));

const notice = z.object({
  taskId: z.string(),
  lines,
  linkTitle: z.string().optional(),
  sentText: z.string(),
  read: z.boolean(),
});

export const phoneView = z.object({ id: z.string(), notices: z.array(notice) });

export const sandboxState = z.object({
  now: moment,
  nowText: z.string(),
  dayText: z.string(),
  officeOpen: z.boolean(),
  nextOpeningText: z.string(),
  nextWorkingDayText: z.string(),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      group: z.string(),
      unread: z.int(),
      notices: z.int(),
    }),
  ),
  posts: z.array(z.object({ sentText: z.string(), lines })),
  calls: z.int().meta({ description: '演示钉钉收到的接口调用数' }),
});

export type ClockMove = z.infer<typeof clockMove>;
export type MessageLines = z.infer<typeof lines>;
export type PhoneView = z.infer<typeof phoneView>;
export type SandboxState = z.infer<typeof sandboxState>;
