import { holdsRight, waitingFor } from '../domain/access.ts';
import { departed } from '../domain/departure.ts';
import type { Directory, StaffId, StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Regime } from '../domain/regime.ts';
import { standInsOf } from '../domain/stand-ins.ts';
import { DAY, type Instant, instant, localDayOf } from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import type { JobMessage } from '../store/message-store.ts';
import { registrars } from './calendar-watch.ts';
import type { JobSurroundings } from './surroundings.ts';

const JOB = 'staffLeft';
const USEFUL_DAYS = 30;

export type LeaveSurroundings = Pick<JobSurroundings, 'store' | 'calendar' | 'wording' | 'log'>;

/**
 * Somebody has left: his sessions end, what he held falls vacant, petitions wait for whom the regulation names instead,
 * and the office and those who stand in are told. Whether any petition waited for him is said to nobody: each finds in
 * his own list what he may see. False when he had been let go before.
 */
export async function letGo(id: StaffId, given: LeaveSurroundings, now: Instant): Promise<boolean> {
  const { calendar, log } = given;
  for (;;) {
    const everybody = await given.store.directory();
    const leaver = everybody.staff.get(id);
    if (!leaver?.active) return false;
    const store = given.store.ofOffice(officeOf(leaver));
    const directory = await store.directory();
    const person = directory.staff.get(id);
    if (!person?.active) return false;
    const regime = await store.regimeInForce(now);
    const { people, vacant } = departed(directory, id, regime);
    const held = vacant.length === 0 ? '没有空缺岗位。' : `空缺岗位：${vacant.join('、')}。`;
    // Told first: after a crash in between he is found once more, and nobody is told twice that day.
    await tell(person, { directory, regime, held }, { ...given, store }, now);
    const change = {
      people,
      seenVersion: directory.version,
      entry: {
        at: now,
        action: 'staffLeft',
        ok: true,
        detail: `${person.name}已不在钉钉通讯录中，设为离岗。${held}`,
      },
    } as const;
    const after = await store.changeDirectory(change, now, (petition, pinned, current) =>
      waitingFor(petition, { now, calendar: calendar(), regime: pinned, directory: current }),
    );
    // Null: the office has changed the directory meanwhile.
    if (!after) continue;
    log.info({ vacant: vacant.length }, 'staffLeft');
    return true;
  }
}

interface Leaving {
  readonly directory: Directory;
  readonly regime: Regime;
  readonly held: string;
}

async function tell(
  person: StaffMember,
  { directory, regime, held }: Leaving,
  { store, wording }: LeaveSurroundings,
  now: Instant,
): Promise<void> {
  const office = new Set([
    ...registrars(await store.regimes(), directory),
    ...[...directory.staff.values()]
      .filter((each) => each.active && holdsRight(each, regime, 'administers'))
      .map(({ id }) => id),
  ]);
  const standIns = standInsOf(person, directory, regime).map(({ id }) => id);
  const message = (template: 'staffLeft' | 'standingIn', staffIds: Iterable<StaffId>) =>
    ({
      ...fillTemplate(wording, template, regime, { actor: person.name, lines: held }),
      dedupe: `${template}:${person.id}:${localDayOf(now)}`,
      channel: { kind: 'people', staffIds: [...staffIds].filter((id) => id !== person.id) },
      template,
      expiresAt: instant(now + USEFUL_DAYS * DAY),
    }) satisfies JobMessage;
  const messages = [message('staffLeft', office), message('standingIn', standIns)].filter(
    ({ channel }) => channel.staffIds.length > 0,
  );
  await store.runJobOnce(`${JOB}:${person.id}`, localDayOf(now), now, () => ({
    status: 'done',
    messages,
  }));
}
