/**
 * The address to put on a card so that the page opens inside DingTalk, signed in: full screen on the
 * phone, in the side bar on a PC, where a plain address would open the ordinary browser. Encoded once.
 */
export function openInDingTalk(page: string): string {
  return `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(page)}&pc_slide=true`;
}
