import { auditPage, auditQuery, verification } from '../../contract/audit.ts';
import type { Directory, StaffId } from '../../domain/directory.ts';
import { DAY, instant, startOfDay } from '../../domain/time.ts';
import type { AuditedAction } from '../../store/access-store.ts';
import type { ChainName } from '../../store/store.ts';
import { route } from '../route.ts';
import { auditActionTitles, auditDetailText } from '../views/audit.ts';
import { nameOf } from '../views/people.ts';

const PAGE = 50;

export const showAudit = route(
  {
    method: 'GET',
    path: '/api/audit',
    summary: '操作留痕：谁在何时做了什么、看了什么',
    access: 'auditor',
    rate: 'reads',
    query: auditQuery,
    answer: auditPage,
  },
  async ({ query, person }, { deps: { store }, directory, now }) => {
    const { actor, action, from, to, cursor } = query;
    const entries = await store.auditTrail(
      {
        limit: PAGE,
        ...(actor === undefined ? {} : { actor }),
        ...(action === undefined ? {} : { action }),
        ...(from === undefined ? {} : { from: startOfDay(from) }),
        ...(to === undefined ? {} : { until: instant(startOfDay(to) + DAY) }),
        ...(cursor === undefined ? {} : { before: Number(cursor) }),
      },
      person.id,
    );
    const items = await Promise.all(
      entries.map(
        async ({ sequence, at, actor: staffId, action: what, ok, detail, petitionId }) => {
          const petition = petitionId === undefined ? null : await store.petition(petitionId);
          return {
            sequence,
            at,
            ...actorOf(what, staffId, directory),
            action: what,
            actionText: auditActionTitles[what],
            ok,
            ...(detail === undefined ? {} : { detail: auditDetailText(what, detail) }),
            ...(petition ? { petitionId: petition.id, petitionNumber: petition.number } : {}),
          };
        },
      ),
    );
    const last = entries.length === PAGE ? entries.at(-1) : undefined;
    return {
      status: 200,
      body: {
        now,
        items,
        ...(last ? { nextCursor: String(last.sequence) } : {}),
        actions: Object.entries(auditActionTitles).map(([id, title]) => ({ id, title })),
      },
    };
  },
);

/** Nobody is known of a failed login; what the system found by itself it did by itself. */
function actorOf(what: AuditedAction, staffId: StaffId | undefined, directory: Directory) {
  if (staffId !== undefined) return { name: nameOf(staffId, directory) };
  return what === 'staffLeft' ? { name: '系统' } : {};
}

export const verifyRecords = route(
  {
    method: 'POST',
    path: '/api/audit/verification',
    summary: '校验记录链：办理记录、操作留痕、考核问责记录是否被改动、删除或插入',
    access: 'auditor',
    rate: 'writes',
    answer: verification,
  },
  async ({ person }, { deps: { store }, now }) => {
    const verdict = await store.verifyChains();
    const message = verdict.ok
      ? '办理记录、操作留痕、考核问责记录均完整，未发现改动、删除或插入。'
      : `${CHAINS[verdict.chain]}第${verdict.brokenAt}条起与原记录不符，请立即停止使用并报告管理员核查。`;
    await store.recordAudit({ at: now, actor: person.id, action: 'verified', ok: verdict.ok });
    return { status: 200, body: { ok: verdict.ok, at: now, message } };
  },
);

const CHAINS: Readonly<Record<ChainName, string>> = {
  events: '办理记录',
  audit: '操作留痕',
  notices: '考核问责记录',
};
