import { z } from 'zod';
import { attachmentIds } from './attachment.ts';
import { commandId, identifier, instantText, recordAnswers, text } from './field.ts';

const matter = z.strictObject({
  flow: z.string().max(40).meta({ description: '流程：platform（附件1）或 visit（附件2）' }),
  source: z.enum(['superior', 'own'], { error: '请选择信访件来源（上级或本级）。' }),
  channel: z.enum(['letter', 'visit', 'call', 'online', 'agent', 'email', 'fax'], {
    error: '请选择信访形式。',
  }),
  category: text('内容分类', 2, 30),
  appealType: z.enum(['suggestion', 'accusation', 'appeal', 'inquiry', 'other'], {
    error: '请选择诉求类型。',
  }),
  peopleCount: z.int('人数应为整数。').min(1, '人数至少为1。').max(100_000, '人数过大，请核对。'),
  representatives: z.int('代表人数应为整数。').min(1).max(100).exactOptional(),
  platformNumber: z
    .string()
    .regex(/^\S{1,64}$/, '上级信访件编号不得含空格，且不超过64个字符。')
    .exactOptional(),
  externalDueAt: instantText.exactOptional(),
  receivedAt: instantText,
  anonymous: z.boolean(),
  repeatOf: text('原件号', 4, 40).exactOptional(),
  repeated: z.boolean(),
  title: text('标题', 2, 100),
  body: text('信访诉求', 5, 10_000),
  accused: z
    .strictObject({
      staffIds: z.array(identifier).max(50),
      unitIds: z.array(identifier).max(50),
      outside: z.boolean(),
    })
    .exactOptional(),
  /** The answers to the regulation's own record of a registration, by the field's id. */
  answers: recordAnswers.exactOptional(),
});

const petitioner = z.strictObject({
  name: z.string().trim().max(60, '姓名过长。'),
  phone: z
    .string()
    .trim()
    .max(30, '电话过长。')
    .regex(/^[\d\s+()-]*$/, '电话只能含数字、空格、括号和短横。'),
  idNumber: z
    .string()
    .trim()
    .max(18)
    .regex(/^(\d{15}|\d{17}[\dXx])?$/, '身份证号应为15位或18位，请核对。'),
  address: z.string().trim().max(200, '住址过长。'),
});

/** What the clerk writes when registering; the cells of 附件3 and 附件4. */
export const registration = matter
  .extend({ petitioner })
  .superRefine((value, context) => {
    matterFaults(value, context);
    if (!value.anonymous && value.petitioner.name === '') {
      const message = '请填写信访人姓名；未署名的请勾选“匿名”。';
      context.addIssue({ code: 'custom', path: ['petitioner', 'name'], message });
    }
  })
  .meta({ id: 'Registration', description: '信访件登记内容' });

/** A correction (补正): without `petitioner` what was registered of him stays, so that nothing need be revealed. */
export const amendment = matter
  .extend({ petitioner: petitioner.exactOptional() })
  .superRefine(matterFaults)
  .meta({ id: 'Amendment', description: '补正后的登记内容；不填信访人信息则保持不变' });

/** POST /api/petitions */
export const registerBody = z
  .strictObject({ commandId, registration, attachments: attachmentIds.exactOptional() })
  .meta({ id: 'RegisterBody', description: '登记信访件' });

export type Registration = z.input<typeof registration>;
export type Amendment = z.input<typeof amendment>;
export type RegisterBody = z.input<typeof registerBody>;

function matterFaults(value: z.output<typeof matter>, context: z.RefinementCtx): void {
  const fault = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const accused = value.accused;
  const named = accused && accused.staffIds.length + accused.unitIds.length > 0;
  if (value.appealType === 'accusation' && !named && !accused?.outside) {
    fault(
      ['accused'],
      '检举控告件须指明被反映的人员或单位；不在本单位通讯录的，请勾选“非本单位人员”。',
    );
  }
}
