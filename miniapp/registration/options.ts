import type { Registration } from '../../server/contract/registration.ts';
import type { Option } from '../fields/option.ts';

export const sources = options({
  superior: '上级',
  own: '本级',
} satisfies Record<Registration['source'], string>);

export const channels = options({
  letter: '来信',
  visit: '来访',
  call: '来电',
  online: '网上信访',
  agent: '信访代办',
  email: '电子邮件',
  fax: '传真',
} satisfies Record<Registration['channel'], string>);

/** As the office calls them. */
export function offered(
  choices: readonly { readonly id: string; readonly title: string }[] | undefined,
): readonly Option[] {
  return (choices ?? []).map(({ id, title }) => ({ value: id, label: title }));
}

export const appealTypes = options({
  suggestion: '建议意见',
  accusation: '检举控告',
  appeal: '申诉求决',
  inquiry: '咨询',
  other: '其他',
} satisfies Record<Registration['appealType'], string>);

/** 内容分类 as the public petition systems have it. */
export const categories = [
  '城乡建设',
  '国土资源水利林业',
  '劳动社保',
  '农村农业',
  '交通能源环保',
  '政法',
  '纪检监察',
  '组织人事',
  '民政',
  '教育',
  '卫生计生',
  '经济综合',
  '政治综合',
  '商贸旅游',
  '宣传舆论',
  '信息产业',
  '科技文体',
  '其他',
] as const;

function options(labels: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
