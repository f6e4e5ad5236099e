import type { Context } from 'koa';
import type { Instant } from '../domain/time.ts';

/**
 * Where the session lives in the browser. Over https it is bound to the host; plain http exists on loopback only.
 * In the sandbox each phone keeps its own session, so that several of them live in one browser.
 */
export interface SessionCookie {
  read(context: Context): string | null;
  write(context: Context, token: string, now: Instant, expiresAt: Instant): void;
  clear(context: Context): void;
}

export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https://');
  const nameFor = ({ state }: Context) => {
    if (state.phone !== undefined) return `session-${state.phone}`;
    return secure ? '__Host-session' : 'session';
  };
  const put = (context: Context, value: string, maxAgeSeconds: number) => {
    const { phone } = context.state;
    const path = phone === undefined ? '/' : `/as/${phone}/`;
    const attributes = [`Path=${path}`, `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax'];
    if (secure) attributes.push('Secure');
    context.set('Set-Cookie', `${nameFor(context)}=${value}; ${attributes.join('; ')}`);
  };
  return {
    read(context) {
      const name = nameFor(context);
      for (const pair of context.get('Cookie').split(';')) {
        const [key = '', value = ''] = pair.trim().split('=');
        if (key === name && value !== '') return value;
      }
      return null;
    },
    write: (context, token, now, expiresAt) =>
      put(context, token, Math.floor((expiresAt - now) / 1000)),
    clear: (context) => put(context, '', 0),
  };
}
