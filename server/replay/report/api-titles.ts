import type { SandboxCall } from '../../sandbox/seen.ts';

/** What a call of DingTalk's is for; its address where nobody has named it. */
export function apiTitle({ method, path }: Pick<SandboxCall, 'method' | 'path'>): string {
  const known = titles.find((title) => title.method === method && title.path.test(path));
  return known?.title ?? path;
}

const titles = [
  {
    title: '发送工作通知',
    method: 'POST',
    path: /^\/topapi\/message\/corpconversation\/asyncsend_v2$/,
  },
  {
    title: '查询送达结果',
    method: 'POST',
    path: /^\/topapi\/message\/corpconversation\/getsendresult$/,
  },
  { title: '发送群消息', method: 'POST', path: /^\/v1\.0\/robot\/groupMessages\/send$/ },
  { title: '投放互动卡片', method: 'POST', path: /^\/v1\.0\/card\/instances\/createAndDeliver$/ },
  { title: '更新互动卡片', method: 'PUT', path: /^\/v1\.0\/card\/instances$/ },
  { title: '新建待办', method: 'POST', path: /^\/v1\.0\/todo\/users\/[^/]+\/tasks$/ },
  { title: '更新待办', method: 'PUT', path: /^\/v1\.0\/todo\/users\/[^/]+\/tasks\/[^/]+$/ },
  { title: '撤回待办', method: 'DELETE', path: /^\/v1\.0\/todo\/users\/[^/]+\/tasks\/[^/]+$/ },
  { title: '查找待办', method: 'GET', path: /^\/v1\.0\/todo\/users\/[^/]+\/tasks\/sources\// },
  { title: '发送DING', method: 'POST', path: /^\/v1\.0\/robot\/ding\/send$/ },
];
