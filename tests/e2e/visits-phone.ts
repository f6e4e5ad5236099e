import type { Page } from 'playwright-core';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { at, type OfficeAtWork, press, unfold, type Visit } from './visit.ts';

const { liaisonA, leader, caseworker } = demolition;

/** Every page of the phone, with what opens on it. */
export const phoneVisits: readonly Visit[] = [
  { name: 'what waits for a liaison', by: liaisonA, route: at('/') },
  {
    name: 'the sheet for accepting, over the list',
    by: liaisonA,
    route: at('/'),
    open: press(/^接件承办/),
  },
  { name: 'what was put before nobody', by: leader, route: at('/readings') },
  { name: 'the regulation', by: clerk, route: at('/regulation') },
  { name: 'what a petitioner may ask', by: clerk, route: at('/query') },
  { name: 'what waits for a leader', by: leader, route: at('/') },
  {
    name: 'signing for several at once',
    by: leader,
    route: at('/together/approveReply'),
    open: unfold,
  },
  {
    name: 'a petition, its deadlines explained',
    by: liaisonA,
    route: petition('assigned'),
    open: unfold,
  },
  {
    name: 'what a step means',
    by: liaisonA,
    route: petition('assigned'),
    open: press('这一步是什么意思'),
  },
  {
    name: 'the sheet for accepting',
    by: liaisonA,
    route: petition('assigned'),
    open: press('接件承办'),
  },
  {
    name: 'a petition that a leader reviews',
    by: leader,
    route: petition('replied'),
    open: unfold,
  },
  {
    name: 'everything a clerk may do',
    by: clerk,
    route: petition('answered'),
    open: press('更多'),
  },
  {
    name: 'why a petitioner is looked up',
    by: clerk,
    route: petition('answered'),
    open: press('查看完整信息'),
  },
  {
    name: 'the form for returning, not filled in',
    by: liaisonA,
    route: act('assigned', 'returnAssignment'),
    open: press(/^退单$/),
  },
  { name: 'the form for assigning', by: petitionLeader, route: act('submitted', 'assign') },
  {
    name: 'the list of departments',
    by: petitionLeader,
    route: act('submitted', 'assign'),
    open: press('承办部室'),
  },
  {
    name: 'the reply to an unreasonable appeal, item by item',
    by: caseworker,
    route: act('accepted', 'submitReply'),
    open: withItems,
  },
  {
    name: 'the sheet for the call',
    by: clerk,
    route: act('answered', 'recordFollowUp'),
    open: press('显示号码并拨打'),
  },
  { name: 'the registration form', by: clerk, route: at('/register') },
  {
    name: 'the registration form, not filled in',
    by: clerk,
    route: at('/register'),
    open: press(/^登记$/),
  },
  { name: 'the list of petitions', by: clerk, route: at('/petitions') },
  {
    name: 'the report of a month',
    by: petitionLeader,
    route: at('/reports/2026-03'),
    open: unfold,
  },
  { name: 'one’s own page', by: clerk, route: at('/mine'), open: unfold },
  {
    name: 'the signature kept for cards, not filled in',
    by: leader,
    route: at('/mine/specimen'),
    open: press('确认留存'),
  },
];

function petition(point: keyof OfficeAtWork): Visit['route'] {
  return (office) => `/petitions/${office[point]}`;
}

function act(point: keyof OfficeAtWork, name: string): Visit['route'] {
  return (office) => `/petitions/${office[point]}/acts/${name}`;
}

async function withItems(page: Page): Promise<undefined> {
  await page.getByRole('checkbox', { name: '诉求无理' }).check();
  await page.getByRole('button', { name: '按诉求逐项答复' }).click();
}
