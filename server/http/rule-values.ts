import type { Extension } from '../domain/clock-rule.ts';
import { limitText } from '../domain/explanation-limits.ts';
import type { Regime } from '../domain/regime.ts';
import { ok, type Result, refuse } from '../domain/result.ts';

/** The value at a path of a regulation's data; undefined where there is none. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (isContainer(found) && Object.hasOwn(found, name) ? found[name] : undefined),
    data,
  );
}

/** The same data with another value there. Nothing is added: a path that leads nowhere is refused. */
export function withValue(
  data: unknown,
  [name, ...rest]: readonly string[],
  value: unknown,
): Result<unknown, 'noSuchPath'> {
  if (name === undefined) return ok(value);
  if (!isContainer(data) || !Object.hasOwn(data, name)) return refuse('noSuchPath');
  const changed = withValue(data[name], rest, value);
  if (!changed.ok) return changed;
  if (Array.isArray(data)) return ok(data.with(Number(name), changed.value));
  return ok({ ...data, [name]: changed.value });
}

/** `“办结时限”的时限`: what stands at a path, in the regulation's own words. */
export function pathTitle({ clocks }: Regime, path: string): string {
  const [part = '', id = '', member = '', nth] = path.split('.');
  if (part === 'clocks' && clocks[id]) {
    const item = nth === undefined || clocks[id].limits.length < 2 ? '' : `第${Number(nth) + 1}项`;
    return `“${clocks[id].title}”的${item}${memberTitles[member] ?? '规定'}`;
  }
  return partTitles[part] ?? path;
}

/** Rules that become something else, one sentence each: what the deadlines are counted by. */
export function ruleDifferences(before: Regime, after: Regime): readonly string[] {
  const ids = [...new Set([...Object.keys(before.clocks), ...Object.keys(after.clocks)])];
  const clocks = ids.flatMap((id) => {
    const [old, planned] = [before.clocks[id], after.clocks[id]];
    if (!old && planned) return [`新增时限“${planned.title}”：${limitsText(planned.limits)}`];
    if (old && !planned) return [`取消时限“${old.title}”`];
    if (!old || !planned || JSON.stringify(old) === JSON.stringify(planned)) return [];
    const [was, is] = [limitsText(old.limits), limitsText(planned.limits)];
    return was === is
      ? [`时限“${planned.title}”的起止、上位规定或者提醒有变化`]
      : [`时限“${planned.title}”：${was} → ${is}`];
  });
  const [was, is] = [extensionText(before.extension), extensionText(after.extension)];
  return [...clocks, ...(was === is ? [] : [`延期：${was} → ${is}`])];
}

function limitsText(limits: Regime['clocks'][string]['limits']): string {
  return limits.map(({ limit }) => limitText(limit)).join('、');
}

function extensionText(extension: Extension | undefined): string {
  if (!extension) return '没有规定';
  const { unit, maximum, counts } = extension;
  const days = `${maximum}个${unit === 'work_days' ? '工作日' : '自然日'}`;
  return counts === 'total' ? `合计不超过${days}` : `不超过${days}`;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const memberTitles: Readonly<Record<string, string>> = {
  limits: '数额',
  startsOn: '起算节点',
  startsAt: '起算时刻',
  stopsOn: '停止节点',
  scope: '范围',
};

const partTitles: Readonly<Record<string, string>> = {
  extension: '延期的上限',
  followUpAttempts: '回访次数',
  stages: '办理环节',
  records: '记录的内容',
  roles: '岗位',
};
