import { type HealthView, healthView } from '../../contract/office.ts';
import { yearsWanted } from '../../domain/announced-years.ts';
import { localDayOf, MINUTE } from '../../domain/time.ts';
import { openRoute, type Scene } from '../route.ts';

/** The heartbeat is a minute; five without one are no accident. */
const LONGEST_SILENCE_MS = 5 * MINUTE;

export const health = openRoute(
  {
    method: 'GET',
    path: '/healthz',
    summary: '运行状况；详情只对本机显示',
    access: 'everyone',
    answer: healthView,
  },
  async ({ caller }, scene) => {
    const view = await healthOf(scene);
    const status = view.status === 'failing' ? 503 : 200;
    return { status, body: caller.local ? view : { status: view.status, notes: [] } };
  },
);

async function healthOf(scene: Scene): Promise<HealthView> {
  const { deps } = scene;
  try {
    const [oldestQueuedAt] = await Promise.all([
      deps.store.oldestQueuedAt(),
      deps.store.latestRecordedAt(),
    ]);
    const latestTickAt = deps.work.latestTick();
    const notes = [...calendarNotes(scene), ...tickNotes(scene), ...deps.work.troubles()];
    const status = notes.length === 0 ? 'ok' : 'degraded';
    return { status, notes, latestTickAt, oldestQueuedAt };
  } catch {
    return { status: 'failing', notes: ['数据库无法读取，请立即检查磁盘与数据目录。'] };
  }
}

function calendarNotes({ calendar, now }: Scene): readonly string[] {
  return yearsWanted(localDayOf(now))
    .filter((needed) => !calendar.loadedYears.has(needed))
    .map((needed) => `${needed}年节假日安排尚未载入，涉及该年的期限均为暂定。`);
}

function tickNotes({ deps, now }: Scene): readonly string[] {
  const latest = deps.work.latestTick();
  return latest === null || now - latest > LONGEST_SILENCE_MS
    ? ['定时任务超过5分钟没有运行，提醒可能延迟。']
    : [];
}
