import { z } from 'zod';
import { moment } from './field.ts';

export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    unitName: z.string().optional(),
    roles: z.array(z.string()),
    mayRegister: z.boolean(),
    isOffice: z.boolean(),
    /** Holds an office-wide role: the petition office and the leaders. */
    holdsRole: z.boolean(),
    /** Keeps the office's people and calendar. */
    administers: z.literal(true).optional(),
    /** Reads the audit trail. */
    audits: z.literal(true).optional(),
  })
  .meta({ id: 'Person', description: '本人' });

/** The institution's own words, see `Terms` of the regime. */
export const terms = z
  .object({
    office: z.string(),
    unit: z.string(),
    handlingUnit: z.string(),
    matter: z.string(),
    recipient: z.string(),
    leaders: z.string(),
    superior: z.string(),
    platform: z.string(),
  })
  .meta({ id: 'Terms', description: '本单位制度的用语' });

/** The office's shifts some days back and ahead, `[opens, closes)`: what a phone needs to count by itself. */
export const officeHours = z
  .array(z.tuple([moment, moment]))
  .meta({ description: '近日的办公时段，毫秒' });

/** What is listed, of all that a regulation may have no use for. */
export const worklist = z.enum([
  'assignments',
  'visits',
  'returns',
  'followUps',
  'supervisions',
  'consultations',
  'letters',
  'verifications',
  'readings',
  'duties',
  'sanctions',
  'assessment',
]);

export const me = z
  .object({
    person,
    officeTitle: z.string(),
    /** By which the office registers. */
    regulation: z.object({ id: z.string(), title: z.string(), documentNumber: z.string() }),
    terms,
    /** Those that the regulation knows; the menu leaves the others out. */
    worklists: z.array(worklist),
    /** Server time, so that countdowns do not trust the phone's clock. */
    now: moment,
    officeHours,
    corpId: z.string(),
    sandbox: z.boolean(),
  })
  .meta({ id: 'Me' });

export const directoryView = z
  .object({
    units: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** Who holds which post of the regulation. */
        posts: z.record(z.string(), z.string()),
        /** False: fewer people on duty than the regulation wants told, so nothing can be pushed to it. */
        pushable: z.boolean(),
      }),
    ),
    staff: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        title: z.string(),
        unitId: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Directory' });

export const loginBody = z
  .strictObject({
    code: z.string({ error: '缺少钉钉免登码 code。' }).min(1, '缺少钉钉免登码 code。').max(200),
  })
  .meta({ id: 'LoginBody', description: '钉钉免登' });

export type Terms = z.infer<typeof terms>;
export type Worklist = z.infer<typeof worklist>;
export type Person = z.infer<typeof person>;
export type Me = z.infer<typeof me>;
export type DirectoryView = z.infer<typeof directoryView>;
