export interface PaperFoot {
  readonly number: string;
  readonly code: string;
}

/** What somebody pasted of a paper's foot, `件号 2026-0001　第4版　验证码 4K2MZ-9Q7RT`; null when it is not one. */
export function readFoot(text: string): PaperFoot | null {
  const number = /件号[\s:：]*([^\s，,；;]+)/.exec(text)?.[1];
  const code = /验证码[\s:：]*([0-9A-Za-z]{5}[\s—–-]?[0-9A-Za-z]{5})(?![0-9A-Za-z])/.exec(
    text,
  )?.[1];
  return number && code ? { number, code } : null;
}
