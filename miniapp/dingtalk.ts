import type { PageSignatureView } from '../server/contract/page.ts';

/** The only door to the DingTalk client. Outside it every function is harmless and says so by its answer. */

const CODE_TIMEOUT = 10_000;

/** Inside DingTalk the client draws the title bar and knows who is holding the phone. */
export const insideDingTalk = /DingTalk/i.test(navigator.userAgent);

/**
 * A fresh 免登 code, or null outside DingTalk or when the client gives none. The organisation and the app are named
 * by the address (`?corpId=…&clientId=…`), since nobody is signed in yet who could be asked.
 */
export async function requestLoginCode(): Promise<string | null> {
  const address = new URLSearchParams(location.search);
  const corpId = address.get('corpId');
  if (!insideDingTalk || !corpId) return null;
  try {
    await import('dingtalk-jsapi/entry/union');
    const { requestAuthCode$ } = await import('dingtalk-jsapi/api/union/requestAuthCode');
    const asked = requestAuthCode$({ corpId, clientId: address.get('clientId') ?? '' });
    const answer = await Promise.race([asked, giveUp()]);
    return answer?.code ?? null;
  } catch {
    return null;
  }
}

/** Names the page in the client's bar and in the browser's tab. */
export async function setTitle(title: string): Promise<void> {
  document.title = title;
  if (!insideDingTalk) return;
  await import('dingtalk-jsapi/entry/union');
  const { setNavigationTitle$ } = await import('dingtalk-jsapi/api/union/setNavigationTitle');
  await setNavigationTitle$({ title }).catch(() => undefined);
}

/** Leaves the app for the chat it was opened from: the full screen on a phone, the side panel on a PC. */
export async function closePage(): Promise<void> {
  if (!insideDingTalk) return;
  const { default: client } = await import('dingtalk-jsapi/entry/union');
  if (client.env.platform === 'pc') {
    const { quitPage$ } = await import('dingtalk-jsapi/api/union/quitPage');
    await quitPage$({}).catch(() => undefined);
  } else {
    const { closePage$ } = await import('dingtalk-jsapi/api/union/closePage');
    await closePage$({}).catch(() => undefined);
  }
}

/** Shows or hides the client's menu on the right, which offers to forward the page. A PC has no such menu. */
export async function showShareMenu(show: boolean): Promise<void> {
  if (!insideDingTalk) return;
  await import('dingtalk-jsapi/entry/union');
  const { setRight$ } = await import('dingtalk-jsapi/api/biz/navigation/setRight');
  await setRight$({ show, control: false, text: '' }).catch(() => undefined);
}

/** The userid and the name, as the organisation's address book has them. */
export interface ChosenPerson {
  readonly id: string;
  readonly name: string;
}

/**
 * One person out of the organisation's address book. The client opens it only to a page with a signature, which
 * `signPage` fetches for the address as the client sees it.
 */
export async function choosePerson(
  signPage: (url: string) => Promise<PageSignatureView | null>,
): Promise<ChosenPerson | 'cancelled' | 'unavailable'> {
  if (!insideDingTalk) return 'unavailable';
  configuration ??= configure(signPage);
  const page = await configuration;
  if (!page) {
    configuration = null;
    return 'unavailable';
  }
  try {
    const { complexChoose$ } = await import('dingtalk-jsapi/api/union/complexChoose');
    const { users } = await complexChoose$({ ...ONE_PERSON, ...page });
    const [chosen] = users;
    return chosen ? { id: chosen.emplId, name: chosen.name } : 'cancelled';
  } catch (refusal) {
    return isCancelled(refusal) ? 'cancelled' : 'unavailable';
  }
}

/** The client takes one configuration for as long as the page lives. */
let configuration: Promise<Configured | null> | null = null;

interface Configured {
  readonly corpId: string;
  readonly appId: string;
}

async function configure(
  signPage: (url: string) => Promise<PageSignatureView | null>,
): Promise<Configured | null> {
  const signed = await signPage(location.href.split('#')[0] ?? '');
  if (!signed) return null;
  const { default: client } = await import('dingtalk-jsapi/entry/union');
  const accepted = new Promise<boolean>((resolve) => {
    client.error(() => resolve(false));
    // Its own `ready` would leave a rejection that nobody hears when the client refuses.
    const onSuccess = () => resolve(true);
    client.config({ ...signed, type: 0, jsApiList: ['biz.contact.complexPicker'], onSuccess });
  });
  const isAccepted = await Promise.race([accepted, giveUp()]);
  return isAccepted ? { corpId: signed.corpId, appId: signed.agentId } : null;
}

const ONE_PERSON = {
  title: '选择人员',
  multiple: false,
  maxUsers: 1,
  limitTips: '只能选择一人',
  pickedUsers: [],
  disabledUsers: [],
  requiredUsers: [],
  pickedDepartments: [],
  disabledDepartments: [],
  requiredDepartments: [],
  responseUserOnly: true,
  startWithDepartmentId: '0',
  deptId: '0',
  rootPage: '',
  showLabelPick: false,
  showOrgEcological: false,
  filterOrgEcological: true,
};

/** The client's word for a person who has thought better of it. */
function isCancelled(refusal: unknown): boolean {
  if (typeof refusal !== 'object' || refusal === null || !('errorCode' in refusal)) return false;
  return String(refusal.errorCode) === '-1';
}

function giveUp(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, CODE_TIMEOUT, null));
}
