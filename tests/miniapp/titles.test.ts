import { describe, expect, it } from 'vitest';
import {
  followUpOutcomes,
  natures,
  replyChannels,
  returnBases,
  venues,
  verificationOrigins,
  waysOfTelling,
} from '../../miniapp/acts/options.ts';
import type { Option } from '../../miniapp/fields/option.ts';
import { appealTypes, channels, sources } from '../../miniapp/registration/options.ts';
import * as formTitles from '../../server/domain/titles.ts';
import * as screenTitles from '../../server/http/titles.ts';

/** The mini-app may not import the server's words, so that they stay the same is held here. */
describe('what is offered reads as it will be shown later', () => {
  it.each<[string, readonly Option[], Readonly<Record<string, string>>]>([
    ['来源', sources, formTitles.sourceTitles],
    ['形式', channels, formTitles.channelTitles],
    ['诉求类型', appealTypes, formTitles.appealTitles],
    ['退单依据', returnBases, formTitles.returnBasisTitles],
    ['信访人意见', followUpOutcomes, formTitles.followUpTitles],
    ['告知方式', waysOfTelling, formTitles.toldHowTitles],
    ['回复方式', replyChannels, formTitles.deliveryTitles],
    ['核实件来源', verificationOrigins, screenTitles.verificationOriginTitles],
    ['来访地点', venues, screenTitles.visitVenueTitles],
    ['来访性质', natures, screenTitles.visitNatureTitles],
  ])('%s', (_name, options, titles) => {
    expect(Object.fromEntries(options.map(({ value, label }) => [value, label]))).toEqual(titles);
  });
});
