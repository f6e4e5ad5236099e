import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Instant } from '../domain/time.ts';

/** Figures for whoever watches over the machine. Ids of people and petitions are never among the labels. */
export interface Metrics {
  request(method: string, route: string, status: number, ms: number): void;
  command(kind: string, outcome: string): void;
  /** The figures taken at this moment, with everything counted so far, in Prometheus text. */
  text(figures: OfficeFigures): Promise<string>;
  readonly contentType: string;
}

export interface OfficeFigures {
  readonly messages: Readonly<Record<string, number>>;
  /** Ordinary petitions only: the others are in no figure. */
  readonly overdue: number;
  readonly billableCalls: number;
  readonly oldestQueuedAt: Instant | null;
  readonly now: Instant;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: '请求耗时（秒）',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  });
  const commands = new Counter({
    name: 'commands_total',
    help: '办理操作的结果',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const messages = gauge('messages', '各状态的通知数', ['state']);
  const overdue = gauge('petitions_overdue', '超期未办结的信访件数');
  const calls = gauge('dingtalk_billable_calls_this_month', '本月计费的钉钉接口调用数');
  const age = gauge('message_oldest_queued_seconds', '最早一条待发通知已等待的秒数');
  return {
    request: (method, route, status, ms) =>
      requests.observe({ method, route, status: String(status) }, ms / 1000),
    command: (kind, outcome) => commands.inc({ kind, outcome }),
    text(figures) {
      for (const [state, count] of Object.entries(figures.messages)) messages.set({ state }, count);
      overdue.set(figures.overdue);
      calls.set(figures.billableCalls);
      age.set(figures.oldestQueuedAt === null ? 0 : (figures.now - figures.oldestQueuedAt) / 1000);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
