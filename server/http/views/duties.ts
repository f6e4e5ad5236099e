import type { DutyList, DutyView } from '../../contract/duties.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { DutyEntry, DutyRule } from '../../domain/duties.ts';
import { type DutyState, dutyStates } from '../../domain/duty-states.ts';
import { periodTitle, readPeriod } from '../../domain/figures/period.ts';
import { peopleOf } from '../../domain/figures/readers.ts';
import { answerText } from '../../domain/record-text.ts';
import { chineseDay } from '../../domain/time.ts';
import { readDuties } from '../../store/duty-reads.ts';
import type { Scene } from '../route.ts';
import { isOffice, nameOf } from './people.ts';
import { fieldViews } from './record.ts';

/** Every duty of the office, to the office and to those who hold a role in it; of the others only their own. */
export async function dutiesShown(person: StaffMember, scene: Scene): Promise<DutyList> {
  const { deps, now, regime, calendar } = scene;
  const { store } = deps;
  const entries = await store.dutyEntries();
  const since = (await store.firstRegisteredAt()) ?? now;
  const duties = regime.duties ?? {};
  const states = dutyStates(duties, await readDuties(store), since, { calendar, now });
  return {
    now,
    items: Object.entries(duties)
      .filter(([, rule]) => person.roles.length > 0 || mayWrite(rule, person, scene))
      .map(([id, rule]) => {
        const own = entries.filter(({ duty }) => duty === id);
        const ofDuty = states.filter(({ duty }) => duty === id);
        return dutyView(id, rule, { entries: own, states: ofDuty }, person, scene);
      }),
  };
}

/** The office, and whoever has to see to it. */
export function mayWrite(
  { by, doneBy }: DutyRule,
  person: StaffMember,
  { regime, directory }: Scene,
): boolean {
  if (doneBy !== undefined) return false;
  return (
    isOffice(person, regime) || peopleOf([by], regime, directory).some(({ id }) => id === person.id)
  );
}

function dutyView(
  id: string,
  rule: DutyRule,
  done: { readonly entries: readonly DutyEntry[]; readonly states: readonly DutyState[] },
  person: StaffMember,
  scene: Scene,
): DutyView {
  const { regime, directory } = scene;
  return {
    id,
    title: rule.title,
    source: rule.source,
    ...(rule.every === undefined ? {} : { everyText: EVERY[rule.every] }),
    byTitle: regime.roles[rule.by]?.title ?? rule.by,
    people: peopleOf([rule.by], regime, directory).map(({ name }) => name),
    ...(rule.doneBy === undefined
      ? { form: { title: rule.title, source: rule.source, fields: formFields(rule, scene) } }
      : {}),
    states: done.states.map(({ period, periodTitle: title, dueOn, done: count, least, state }) => ({
      period,
      periodTitle: title,
      ...(dueOn === null ? {} : { dueText: chineseDay(dueOn) }),
      done: count,
      least,
      state,
    })),
    entries: done.entries.map((entry) => entryView(entry, rule, scene)),
    mayWrite: mayWrite(rule, person, scene),
  };
}

function formFields({ form }: DutyRule, { directory }: Scene) {
  return fieldViews(form, [...directory.staff.values()]);
}

const EVERY = { month: '每月', quarter: '每季度', half: '每半年', year: '每年' } as const;

function entryView(
  { id, period, by, at, answers, files }: DutyEntry,
  { form }: DutyRule,
  { directory }: Scene,
): DutyView['entries'][number] {
  const found = period === undefined ? null : readPeriod(period);
  return {
    id,
    ...(found ? { periodTitle: periodTitle(found) } : {}),
    by: nameOf(by, directory),
    at,
    answers: form.flatMap((field) => {
      const answer = answers[field.id];
      const value =
        answer === undefined ? '' : answerText(field, answer, (who) => nameOf(who, directory));
      return value === '' ? [] : [{ label: field.title, value }];
    }),
    files: files.map(({ id: file, name, size }) => ({ id: file, name, size })),
  };
}
