import { type Finding, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether pages can be signed. That the algorithm is right only a phone can tell. */
export async function checkPage({
  dingTalk,
  settings: { publicUrl, pageSignature },
}: Pick<Surroundings, 'dingTalk' | 'settings'>): Promise<readonly Finding[]> {
  const signed = await dingTalk.signPage(`${publicUrl}/`);
  if (!signed.ok) return [refusedBy('页面签名', signed.failure)];
  const [used, other] = pageSignature === 'sha256' ? ['SHA-256', 'sha1'] : ['SHA-1', 'sha256'];
  const text = `已取得票据，按 ${used} 签名；手机上提示 52013 时把 DINGTALK_PAGE_SIGNATURE 改为 ${other}。`;
  return [well('页面签名', text)];
}
