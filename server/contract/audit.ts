import { z } from 'zod';
import { dayText, moment } from './field.ts';

const actions = [
  'login',
  'logout',
  'reveal',
  'export',
  'print',
  'refused',
  'directoryChanged',
  'handedOver',
  'absenceEntered',
  'staffLeft',
  'addressBookDecided',
  'calendarChanged',
  'rulesChanged',
  'sanction',
  'resent',
  'signingChosen',
  'specimenKept',
  'specimenWithdrawn',
  'verified',
] as const;

/** GET /api/audit */
export const auditQuery = z.strictObject({
  actor: z.string().max(64).optional(),
  action: z.enum(actions, { error: `action 只能是 ${actions.join('、')} 之一。` }).optional(),
  /** Both days included. */
  from: dayText.optional(),
  to: dayText.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'cursor 应为上一页给出的 nextCursor。')
    .optional(),
});

export const auditPage = z
  .object({
    now: moment,
    items: z.array(
      z.object({
        sequence: z.int(),
        at: moment,
        name: z.string().optional(),
        action: z.string(),
        actionText: z.string(),
        ok: z.boolean(),
        detail: z.string().optional(),
        petitionId: z.string().optional(),
        petitionNumber: z.string().optional(),
      }),
    ),
    nextCursor: z.string().optional(),
    actions: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .meta({ id: 'AuditPage', description: '操作留痕，最新的在前' });

/** POST /api/audit/verification */
export const verification = z
  .object({
    ok: z.boolean(),
    at: moment,
    message: z.string(),
  })
  .meta({ id: 'Verification', description: '记录链校验结果' });

export type AuditPage = z.infer<typeof auditPage>;
export type VerificationView = z.infer<typeof verification>;
