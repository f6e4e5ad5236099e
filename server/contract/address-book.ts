import { z } from 'zod';
import { identifier, moment } from './field.ts';

/** GET /api/administration/address-book */
export const addressBookView = z
  .object({
    /** Of the directory, for the decision. */
    version: z.int(),
    /** When everybody was last asked after; absent before the first time. */
    checkedAt: moment.optional(),
    entries: z.array(
      z.object({
        id: z.string(),
        /** Of what is said, for the decision. */
        revision: z.int(),
        kind: z.enum(['changed', 'newcomer']),
        /** As the office knows the person; as DingTalk says for a newcomer. */
        name: z.string(),
        differences: z.array(
          z.object({
            what: z.string(),
            /** Absent for a newcomer. */
            ours: z.string().optional(),
            theirs: z.string(),
          }),
        ),
        /** False where there is nothing that could be taken over. */
        acceptable: z.boolean(),
      }),
    ),
    /** Not found once; looked for again before anything follows. */
    missing: z.array(z.object({ id: z.string(), name: z.string(), since: moment })),
    /** Petitions that somebody has to take over, as far as the viewer may see them. */
    handOvers: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        stageTitle: z.string(),
        unitName: z.string().optional(),
        reasonText: z.string(),
        /** Who has left, where his work can be handed over from here. */
        from: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'AddressBookView', description: '钉钉通讯录核对结果与待移交' });

/** POST /api/administration/address-book/decisions */
export const addressBookDecision = z.strictObject({
  id: identifier,
  revision: z.int(),
  seenVersion: z.int(),
  decision: z.enum(['accept', 'ignore'], { error: '请选择采用或忽略。' }),
});

export type AddressBookView = z.infer<typeof addressBookView>;
export type AddressBookDecision = z.input<typeof addressBookDecision>;
