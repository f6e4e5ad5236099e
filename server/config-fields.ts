/** Addresses and numbers as the environment gives them. Nothing here throws. */

/** A complete http or https address. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/[^/\s]+/.test(text) && URL.canParse(text);
}

/** Encrypted, or on this machine itself: plain http would send secrets readable over the network. */
export function isSafeAddress(text: string): boolean {
  return isAddress(text) && (text.startsWith('https://') || loopback.test(text));
}

export function withoutTrailingSlash(text: string): string {
  return text.replace(/\/+$/, '');
}

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;
