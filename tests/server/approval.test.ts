import { describe, expect, it } from 'vitest';
import type { Directory } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { type Instant, localDayOf } from '../../server/domain/time.ts';
import { openApprovalNews } from '../../server/receiving/approval.ts';
import { recordingApprovals } from '../support/approvals.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, construction, demolition, petitionLeader, principal } from '../support/people.ts';
import { at } from '../support/time.ts';
import { accepted, submitReply } from '../support/walks.ts';

const SIGNATURE = 'M10 10 L20 20 L30 10 L40 40';
const USUAL = '请认真调查处理，按时限回复信访人。';

interface Opening {
  readonly specimen?: boolean;
  readonly chosen?: boolean;
  readonly people?: Omit<Directory, 'version'>;
}

/** An office whose leader signs in approvals, on a Monday morning. */
async function opened({ specimen = true, chosen = true, people }: Opening = {}) {
  let clock = (): Instant => at('2026-03-16 09:00');
  const approvals = recordingApprovals(() => clock());
  const office = openOffice({
    at: '2026-03-16 09:00',
    approvals: approvals.delivery,
    ...(people ? { people } : {}),
  });
  clock = office.now;
  const { store } = office;
  for (const leader of [petitionLeader, principal]) {
    if (specimen) await store.keepSpecimen(leader, SIGNATURE, office.now());
    if (chosen) await store.chooseSigning(leader, 'approval', office.now());
  }
  return { office, approvals, store };
}

/** Two who may sign the same step, of whom one has chosen approvals. */
function twoLeaders(): Omit<Directory, 'version'> {
  const { directory } = jinghuOffice();
  const staff = new Map(directory.staff);
  const other = staff.get(OTHER_LEADER);
  if (!other) throw new Error('no such leader');
  staff.set(OTHER_LEADER, { ...other, roles: ['petitionLeader'] });
  return { ...directory, staff };
}

const OTHER_LEADER = construction.leader;

/** A petition that waits for the leader's signature. */
async function proposed(office: Office): Promise<PetitionId> {
  const id = await office.as(clerk).register();
  await office.as(clerk).does(id, 'signIn');
  await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
  return id;
}

async function started(options: Opening = {}) {
  const world = await opened(options);
  const id = await proposed(world.office);
  const [approval] = world.approvals.of(petitionLeader);
  return { ...world, id, approval: approval?.instanceId ?? '' };
}

type Started = Awaited<ReturnType<typeof started>>;

/** The leader presses a button of the approval; of itself that tells us nothing. */
function decide(
  { approvals, approval }: Started,
  result: 'agree' | 'refuse',
  { remark = '', by = petitionLeader } = {},
) {
  approvals.change(approval, { status: 'completed', result, remark, decidedBy: by });
}

/** DingTalk says that the approval is finished. */
async function heard({ office, store, approval }: Started, times = 1) {
  const hear = openApprovalNews({ store, clock: office.now, wake: () => {} });
  for (let time = 0; time < times; time += 1) {
    const arrival = { kind: 'approval', key: `event-${time}`, processCode: 'PROC-1' } as const;
    await hear({ ...arrival, instanceId: approval, change: 'finish' });
    await office.jobs.settle();
  }
}

const signed = async ({ office, id }: Started) =>
  (await office.store.events(id)).filter(
    (event) => event.type === 'actTaken' && event.act === 'assign',
  );

/** What the petition's page says of the approval. */
async function told({ store, id }: Started) {
  const messages = await store.messagesOf(id);
  return messages.flatMap(({ approval }) => approval ?? []);
}

const toLeader = ({ office }: Pick<Started, 'office'>) =>
  office.messagesTo(petitionLeader).map(({ title }) => title);

describe('a leader who signs in approvals', () => {
  it('is asked for his signature by one approval and by nothing else', async () => {
    const world = await started();
    const petition = await world.office.petition(world.id);
    const [approval, ...more] = world.approvals.of(petitionLeader);
    expect(more).toEqual([]);
    expect(approval?.fields).toEqual({
      信访编号: expect.stringMatching(new RegExp(`^${petition.number}·[0-9a-f]{6}$`)),
      事项: '签批交办',
      摘要: expect.stringContaining(petition.number),
    });
    expect(JSON.stringify(approval?.fields)).not.toMatch(/安置房|金丝雀|13800000000/);
    expect(toLeader(world)).toEqual([]);
    expect(await told(world)).toEqual([{ state: 'running' }]);
    const [message] = (await world.store.messagesOf(world.id)).filter((each) => each.approval);
    expect(message).toMatchObject({ state: 'delivered', recipients: [{ state: 'delivered' }] });
  });

  it('has signed when he agrees, with his own signature and the usual words', async () => {
    const world = await started();
    await world.office.setTime('2026-03-16 09:05');
    decide(world, 'agree');
    await heard(world);
    const [act] = await signed(world);
    expect(act).toMatchObject({ by: petitionLeader, input: { opinion: USUAL } });
    expect(await told(world)).toEqual([{ state: 'agreed' }]);
    expect(world.approvals.calls('approval')).toBe(1);
    expect(world.approvals.calls('endApproval')).toBe(0);
    expect(toLeader(world)).toEqual([]);
  });

  it('says what he says in the words of the regulation, and in no others', async () => {
    const chosen = await started();
    const { regime } = await chosen.office.petition(chosen.id);
    const [regulation] = (await chosen.store.regimes()).filter(
      ({ id, version }) => id === regime.id && version === regime.version,
    );
    const offered = Object.values(regulation?.stages ?? {}).find(({ acts }) => acts.assign);
    const phrase = offered?.acts.assign?.phrases?.at(-1) ?? '';
    expect(phrase).not.toBe(USUAL);
    decide(chosen, 'agree', { remark: ` ${phrase} ` });
    await heard(chosen);
    expect((await signed(chosen))[0]).toMatchObject({ input: { opinion: phrase } });
    const free = await started();
    decide(free, 'agree', { remark: '请找王某某谈一谈' });
    await heard(free);
    expect((await signed(free))[0]).toMatchObject({ input: { opinion: USUAL } });
    expect(JSON.stringify(await free.store.events(free.id))).not.toContain('王某某');
  });

  it('has signed half an hour after the start when the event is lost', async () => {
    const world = await started();
    decide(world, 'agree');
    await world.office.setTime('2026-03-16 09:29');
    expect(await signed(world)).toEqual([]);
    await world.office.setTime('2026-03-16 09:30');
    expect(await signed(world)).toHaveLength(1);
    expect(world.approvals.calls('approval')).toBe(1);
  });

  it('costs few calls while he takes his time', async () => {
    const world = await started();
    await world.office.setTime('2026-03-16 17:30');
    expect(world.approvals.calls('approval')).toBeLessThanOrEqual(4);
    await world.office.setTime('2026-03-20 17:30');
    expect(world.approvals.calls('approval')).toBeLessThanOrEqual(9);
    expect(world.approvals.calls('startApproval')).toBe(1);
    decide(world, 'agree');
    await heard(world);
    expect(await signed(world)).toHaveLength(1);
  });

  it('has signed once, however often and however late he is said to have', async () => {
    const world = await started();
    decide(world, 'agree');
    await heard(world, 3);
    await world.office.setTime('2026-03-17 10:00');
    await heard(world, 2);
    expect(await signed(world)).toHaveLength(1);
    expect(world.approvals.calls('approval')).toBe(1);
  });

  it('has not signed because somebody says so while the approval runs', async () => {
    const world = await started();
    await heard(world, 2);
    expect(await signed(world)).toEqual([]);
    expect(await told(world)).toEqual([{ state: 'running' }]);
    decide(world, 'agree');
    await heard(world);
    expect(await signed(world)).toHaveLength(1);
  });

  it('has not signed what another decided in his place', async () => {
    const world = await started();
    decide(world, 'agree', { by: principal });
    await heard(world);
    expect(await signed(world)).toEqual([]);
    expect(await told(world)).toMatchObject([{ state: 'failed' }]);
    expect(toLeader(world)).toEqual(['审批未写入，请到系统签批']);
  });

  it('has not signed once he has withdrawn his signature, and is told to sign in the app', async () => {
    const world = await started();
    await world.store.withdrawSpecimen(petitionLeader, world.office.now());
    decide(world, 'agree');
    await heard(world);
    expect(await signed(world)).toEqual([]);
    expect(toLeader(world)).toEqual(['审批未写入，请到系统签批']);
  });

  it('returns nothing by refusing: he is asked for the reason, and the step stays open', async () => {
    const world = await started();
    const before = await world.office.petition(world.id);
    decide(world, 'refuse', { remark: '退回' });
    await heard(world, 2);
    expect(await world.office.petition(world.id)).toEqual(before);
    expect(await told(world)).toMatchObject([{ state: 'refused' }]);
    const [notice, ...more] = world.office.messagesTo(petitionLeader);
    expect(more).toEqual([]);
    expect(notice?.text).toContain('请打开系统填写退回理由');
    expect(notice?.text).not.toContain('【退回】');
    expect(notice?.link).toContain(`/petitions/${world.id}/acts/`);
    expect((await world.office.as(petitionLeader).act(world.id, 'assign', assignment)).ok).toBe(
      true,
    );
  });
});

const assignment = { unitId: demolition.id, opinion: USUAL };

describe('an approval', () => {
  it.each(['timedOut', 'connectionLost'])('is not started twice after %s', async (code) => {
    const world = await opened();
    world.approvals.failNext('startApproval', code);
    const id = await proposed(world.office);
    await world.office.setTime('2026-03-16 09:10');
    const [approval, ...more] = world.approvals.of(petitionLeader);
    expect(more).toEqual([]);
    const own = { ...world, id, approval: approval?.instanceId ?? '' };
    expect(await told(own)).toEqual([{ state: 'running' }]);
    decide(own, 'agree');
    await heard(own);
    expect(await signed(own)).toHaveLength(1);
  });

  it('is started again when it certainly was not, without looking for it', async () => {
    const world = await opened();
    world.approvals.failNext('startApproval', 'unreachable');
    await proposed(world.office);
    await world.office.setTime('2026-03-16 09:10');
    expect(world.approvals.of(petitionLeader)).toHaveLength(1);
    expect(world.approvals.calls('approvalsStarted')).toBe(0);
  });

  it('that was decided before it was found counts at once', async () => {
    const world = await opened();
    world.approvals.failNext('startApproval', 'timedOut');
    const id = await proposed(world.office);
    const own = { ...world, id, approval: world.approvals.of(petitionLeader)[0]?.instanceId ?? '' };
    decide(own, 'agree');
    await world.office.setTime('2026-03-16 09:01');
    expect(await signed(own)).toHaveLength(1);
  });

  it('that DingTalk refuses gives way to a notice', async () => {
    const world = await opened();
    world.approvals.failNext('startApproval', 'processCodeError');
    const id = await proposed(world.office);
    expect(world.office.messagesTo(petitionLeader)).toHaveLength(1);
    expect(await told({ ...world, id, approval: '' })).toMatchObject([{ state: 'failed' }]);
    await world.office.setTime('2026-03-16 12:00');
    expect(world.approvals.calls('startApproval')).toBe(1);
  });

  it('is ended when he signs in the app, though not in its first fifteen seconds', async () => {
    const world = await started();
    expect((await world.office.as(petitionLeader).act(world.id, 'assign', assignment)).ok).toBe(
      true,
    );
    await world.office.setTime((at('2026-03-16 09:00') + 14_999) as Instant);
    expect(world.approvals.calls('endApproval')).toBe(0);
    await world.office.setTime((at('2026-03-16 09:00') + 15_000) as Instant);
    expect(world.approvals.of(petitionLeader)).toMatchObject([{ status: 'terminated' }]);
    expect(await told(world)).toMatchObject([{ state: 'withdrawn' }]);
    expect(toLeader(world)).toEqual([]);
  });

  it('is ended later when DingTalk is busy', async () => {
    const world = await started();
    await world.office.as(petitionLeader).act(world.id, 'assign', assignment);
    world.approvals.failNext('endApproval', 'busy');
    await world.office.setTime('2026-03-16 09:10');
    expect(world.approvals.of(petitionLeader)).toMatchObject([{ status: 'terminated' }]);
  });

  it('agreed to after he has signed in the app changes nothing and tells him nothing', async () => {
    const world = await started();
    await world.office.as(petitionLeader).act(world.id, 'assign', assignment);
    decide(world, 'agree');
    await world.office.setTime('2026-03-16 09:10');
    expect(await signed(world)).toHaveLength(1);
    expect(await told(world)).toEqual([{ state: 'agreed' }]);
    expect(toLeader(world)).toEqual([]);
  });

  it('overtaken by somebody else says who was first', async () => {
    const world = await started({ people: twoLeaders() });
    const { office, id } = world;
    expect(office.messagesTo(OTHER_LEADER)).toHaveLength(1);
    await office.as(OTHER_LEADER).does(id, 'assign', assignment);
    decide(world, 'agree');
    await office.setTime('2026-03-16 09:10');
    expect(await signed(world)).toHaveLength(1);
    expect(await told(world)).toMatchObject([{ state: 'failed' }]);
    const overtaken = office
      .messagesTo(petitionLeader)
      .filter(({ title }) => title === '审批未采用');
    expect(overtaken.map(({ text }) => text)).toEqual([
      expect.stringMatching(/由.+于3月16日.*办理，您在钉钉审批中的处理不再采用/),
    ]);
  });

  it('is not taken when the file has changed under it, and the step stays open', async () => {
    const world = await started();
    const { office, id } = world;
    await office.as(clerk).does(id, 'informPetitioner', {
      how: 'phone',
      on: localDayOf(office.now()),
    });
    decide(world, 'agree');
    await heard(world);
    expect(await signed(world)).toEqual([]);
    expect(toLeader(world)).toEqual(['审批未写入，请到系统签批']);
  });

  it('outlives the reminders that are sent meanwhile, and stays the only one of its step', async () => {
    const { office, approvals, store } = await opened();
    const id = await accepted(office);
    await submitReply(office, id);
    await office.as(demolition.leader).does(id, 'approveReply', { opinion: '同意。' });
    const approval = approvals.of(petitionLeader).at(-1)?.instanceId ?? '';
    await office.setTime('2026-05-20 10:00');
    const reminders = (await office.outbox()).filter(({ template }) =>
      template.startsWith('overdue'),
    );
    expect(reminders.length).toBeGreaterThan(0);
    expect(approvals.of(petitionLeader)).toHaveLength(2);
    const own = { office, approvals, store, id, approval };
    decide(own, 'agree');
    await heard(own);
    expect((await office.petition(id)).stage).toBe('awaitingConclusion');
  });

  it('revoked in DingTalk leaves the step open and says so', async () => {
    const world = await started();
    world.approvals.change(world.approval, { status: 'terminated' });
    await heard(world);
    expect(await told(world)).toMatchObject([{ state: 'withdrawn' }]);
    expect(toLeader(world)).toEqual(['审批未写入，请到系统签批']);
  });
});

describe('no approval is started', () => {
  it.each<[string, Opening]>([
    ['without a signature to sign with', { specimen: false }],
    ['unless he has chosen it', { chosen: false }],
  ])('%s', async (_, options) => {
    const world = await started(options);
    expect(world.approvals.calls('startApproval')).toBe(0);
    expect(world.office.messagesTo(petitionLeader)).toHaveLength(1);
  });

  it('of an accusation', async () => {
    const { office, approvals } = await opened();
    const id = await office
      .as(clerk)
      .register({ facts: { appealType: 'accusation' }, accused: { outside: true } });
    await office.as(clerk).does(id, 'signIn');
    await office.as(clerk).does(id, 'proposeAssignment', { unitId: demolition.id });
    await office.setTime('2026-03-18 10:00');
    expect(office.messagesTo(principal).length).toBeGreaterThan(0);
    expect(approvals.calls('startApproval')).toBe(0);
  });
});
