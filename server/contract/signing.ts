import { z } from 'zod';

const ways = ['card', 'approval'] as const;

/** GET /api/signing */
export const signingView = z
  .object({
    way: z.enum(ways),
    /** Whether approvals can be chosen at all: the office has them, and the person's roles sign by a tap. */
    offered: z.boolean(),
    /** Whether a signature is kept to sign with; without one approvals cannot be chosen. */
    hasSpecimen: z.boolean(),
  })
  .meta({ id: 'Signing', description: '本人的签批方式' });

/** POST /api/signing */
export const signingBody = z
  .strictObject({ way: z.enum(ways, { error: '签批方式只能是 card 或 approval。' }) })
  .meta({ id: 'SigningBody', description: '选择签批方式' });

export type SigningView = z.infer<typeof signingView>;
export type SigningBody = z.input<typeof signingBody>;
