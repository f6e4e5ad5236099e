import type { PetitionView } from '../../contract/view.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Regime } from '../../domain/regime.ts';
import { channelTitle, sourceTitle } from '../../domain/registering.ts';
import { chineseDay, chineseMoment } from '../../domain/time.ts';
import {
  appealTitles,
  deliveryTitles,
  followUpTitles,
  toldHowTitles,
} from '../../domain/titles.ts';
import { visitNatureTitles, visitVenueTitles } from '../titles.ts';
import type { ViewContext } from './context.ts';
import { nameOf } from './people.ts';
import { registeredAnswers } from './record.ts';

type Fact = PetitionView['facts'][number];

/** The cells of the form (附件3、附件4) that say nothing of the petitioner; empty cells are left out. */
export function factsOf(
  petition: Petition,
  { regime, directory }: Pick<ViewContext, 'regime' | 'directory'>,
): readonly Fact[] {
  const { facts } = petition;
  const cells: readonly (readonly [string, string | undefined])[] = [
    ['件号', petition.number],
    ['来访登记号', petition.visitNumber],
    ['信访件来源', sourceTitle(facts.source, regime)],
    ['信访形式', channelTitle(facts.channel, regime)],
    ['内容分类', facts.category],
    ['诉求类型', appealTitles[facts.appealType]],
    ['信访人数', `${facts.peopleCount}人`],
    ['代表人数', facts.representatives === undefined ? undefined : `${facts.representatives}人`],
    ['上级信访件编号', facts.platformNumber],
    ['平台限办时间', facts.externalDueAt && chineseMoment(facts.externalDueAt, 'withYear')],
    ['收到时间', chineseMoment(facts.receivedAt, 'withYear')],
    ['是否重复', facts.repeated || facts.repeatOf ? repeatText(facts.repeatOf) : '初次信访'],
    ...registeredAnswers(petition, { regime, directory }).map(
      ({ label, value }) => [label, value] as const,
    ),
    ['登记人', nameOf(petition.registeredBy, directory)],
    ...laterFacts(petition, directory, regime),
  ];
  return cells.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** What has come to the file on its way. */
function laterFacts(
  { proposal, visit, informed, deliveredReply, followUps, transfer, mergedInto }: Petition,
  { units }: Directory,
  { terms }: Regime,
): readonly (readonly [string, string | undefined])[] {
  const unitName = (id: string | undefined) => (id === undefined ? undefined : units.get(id)?.name);
  const followUp = followUps.at(-1);
  return [
    [`拟办${terms.unit}`, unitName(proposal?.unitId)],
    [`接待${terms.unit}`, unitName(visit?.unitId)],
    ['来访地点', visit && visitVenueTitles[visit.venue]],
    ['来访性质', visit && visitNatureTitles[visit.nature]],
    [
      '书面告知',
      informed && `${toldHowTitles[informed.how]}，${chineseDay(informed.on, 'withYear')}`,
    ],
    [
      '系统回复',
      deliveredReply &&
        `${deliveryTitles[deliveredReply.channel]}，${chineseDay(deliveredReply.on, 'withYear')}`,
    ],
    ['信访人意见', followUp && followUpTitles[followUp.outcome]],
    ['转送单位', transfer?.competentOrgan],
    ['并入件号', mergedInto],
  ];
}

function repeatText(repeatOf: string | undefined): string {
  return repeatOf === undefined ? '重复信访' : `重复信访，原件号${repeatOf}`;
}
