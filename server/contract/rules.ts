import { z } from 'zod';
import { commandId, moment, text } from './field.ts';

const reach = z.enum(['registered', 'open'], { error: '请选择适用范围。' });

/** Another reading of the text in force, or another text: of the office's own regulation or of its superior. */
const ruleChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reading'),
    id: text('疑义编号', 1, 40),
    choice: text('新的处理', 2, 500),
    reason: text('理由', 2, 500),
    values: z
      .array(
        z.strictObject({ path: text('数据位置', 1, 200), value: z.json({ error: '缺少数据。' }) }),
      )
      .min(1, '请填写要改的数据。')
      .max(20),
  }),
  z.strictObject({
    kind: z.literal('text'),
    regime: z.record(z.string(), z.json(), { error: '制度文件应为 JSON 对象。' }),
  }),
]);

/** POST /api/regimes/preview: writes nothing. */
export const rulePreviewBody = z.strictObject({ change: ruleChange, reach });

const effect = z.enum(['becomesLate', 'becomesInTime', 'later', 'earlier', 'settled']);

export const rulePreview = z
  .object({
    /** To be sent back with the signature: what was shown is what is signed. */
    digest: z.string(),
    /** What is changed, as it will stand on the file of every petition. */
    what: z.string(),
    version: z.int(),
    reach,
    /** Rules that become something else, in words. */
    differences: z.array(z.string()),
    /** Open petitions under the regulation that this person may know of. */
    open: z.int(),
    petitions: z.int(),
    moves: z.array(
      z.object({
        petitionId: z.string(),
        number: z.string(),
        unit: z.string(),
        stageTitle: z.string(),
        clockTitle: z.string(),
        from: moment,
        to: moment,
        fromText: z.string(),
        toText: z.string(),
        difference: z.string(),
        effect,
        effectText: z.string(),
      }),
    ),
    units: z.array(
      z.object({
        unit: z.string(),
        moves: z.int(),
        becomesLate: z.int(),
        becomesInTime: z.int(),
      }),
    ),
    /** Petitions that cannot go over: what they rest on is not in the other version. */
    left: z.array(z.object({ petitionId: z.string(), number: z.string(), lacking: z.string() })),
  })
  .meta({ id: 'RulePreview', description: '启用后将变动的时限；试算不写入任何内容' });

/** POST /api/regimes/changes */
export const ruleChangeBody = z.strictObject({
  commandId,
  change: ruleChange,
  reach,
  digest: z.string().max(128),
  reason: text('启用理由', 2, 200),
  handwriting: text('手写签名', 20, 200_000).regex(
    /^[MLCQZ0-9 .,-]+$/i,
    '手写签名数据格式不正确。',
  ),
});

export const ruleChanged = z
  .object({ id: z.int(), version: z.int() })
  .meta({ id: 'RuleChanged', description: '已启用；试算列出的时限已写入各件' });

/** GET /api/regimes/changes */
export const ruleBook = z
  .object({
    title: z.string(),
    version: z.int(),
    superior: z.string().optional(),
    choices: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        choice: z.string(),
        reason: z.string(),
        values: z.array(z.object({ path: z.string(), title: z.string(), value: z.json() })),
      }),
    ),
    /** What the office has signed, newest first. */
    changes: z.array(
      z.object({
        id: z.int(),
        at: moment,
        atText: z.string(),
        name: z.string(),
        version: z.int(),
        what: z.string(),
        reach,
        reason: z.string(),
        handwriting: z.string().optional(),
        carriedOut: z.boolean(),
      }),
    ),
    mayChange: z.boolean(),
  })
  .meta({ id: 'RuleBook', description: '制度现行版本、条文疑义的处理及已签名启用的变更' });

export type RuleChangeView = z.infer<typeof ruleChange>;
export type RulePreviewView = z.infer<typeof rulePreview>;
export type RuleChangeBody = z.input<typeof ruleChangeBody>;
export type RuleBookView = z.infer<typeof ruleBook>;
export type RuleReachView = z.infer<typeof reach>;
