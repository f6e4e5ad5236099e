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

/** Leaves the app for the chat it was opened from. */
export async function closePage(): Promise<void> {
  if (!insideDingTalk) return;
  await import('dingtalk-jsapi/entry/union');
  const { closePage$ } = await import('dingtalk-jsapi/api/union/closePage');
  await closePage$({}).catch(() => undefined);
}

function giveUp(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, CODE_TIMEOUT, null));
}
