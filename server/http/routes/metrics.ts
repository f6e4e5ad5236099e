import { UNKNOWN_ADDRESS } from '../failures.ts';
import type { Metrics } from '../metrics.ts';
import { openRoute, type Route, type Scene } from '../route.ts';
import { monthOf } from './budget.ts';

/** For the machine itself only: figures that change with every notice would tell a stranger that there is one. */
export function metricsRoute(metrics: Metrics): Route {
  return openRoute(
    {
      method: 'GET',
      path: '/metrics',
      summary: '监控指标（Prometheus 格式）；只对本机开放',
      access: 'everyone',
      answer: metrics.contentType,
    },
    async ({ caller }, scene) => {
      if (!caller.local) return { failure: UNKNOWN_ADDRESS };
      return { status: 200, body: await metrics.text(await figuresOf(scene)) };
    },
  );
}

async function figuresOf({ deps: { store }, now }: Scene) {
  const [messages, open, calls, oldestQueuedAt] = await Promise.all([
    store.messageCounts(),
    store.openForDigest(),
    store.calls(monthOf(now)),
    store.oldestQueuedAt(),
  ]);
  return {
    messages,
    overdue: open.filter(({ overdueAfter }) => overdueAfter !== undefined && now > overdueAfter)
      .length,
    billableCalls: calls.reduce((sum, { billable, calls: made }) => sum + (billable ? made : 0), 0),
    oldestQueuedAt,
    now,
  };
}
