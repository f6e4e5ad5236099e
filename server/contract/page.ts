import { z } from 'zod';
import { moment } from './field.ts';

/** GET /api/page-signature */
export const pageSignatureQuery = z.strictObject({
  /** The page's address as the client reports it, without fragment. */
  url: z.url({ protocol: /^https?$/, error: '页面地址 url 不正确。' }).max(2000, '页面地址过长。'),
});

export const pageSignature = z
  .object({
    agentId: z.string(),
    corpId: z.string(),
    timeStamp: moment,
    nonceStr: z.string(),
    signature: z.string(),
  })
  .meta({ id: 'PageSignature', description: '钉钉页面接口的签名（dd.config）' });

/** POST /api/notices/:id/opened */
export const noticeParams = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '通知编号应为数字。')
    .transform(Number),
});

export type PageSignatureView = z.infer<typeof pageSignature>;
