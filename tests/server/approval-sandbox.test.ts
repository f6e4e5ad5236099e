import { describe, expect, it } from 'vitest';
import { type CardOffice, openCardOffice } from '../support/card-office.ts';
import { clerk, petitionLeader } from '../support/people.ts';

const soon = { interval: 20, timeout: 10_000 };
const SIGNATURE = 'M10 10 L20 20 L30 10 L40 40';
const START = '/v1.0/workflow/processInstances';

async function opened() {
  const office = await openCardOffice('2026-03-16 09:00');
  const { store, clock } = office.server;
  await store.keepSpecimen(petitionLeader, SIGNATURE, clock.now());
  await store.chooseSigning(petitionLeader, 'approval', clock.now());
  return office;
}

/** A petition that waits for the leader's signature. */
async function proposed(office: CardOffice) {
  const { execute, clock, jobs } = office.server;
  const answer = await execute({
    commandId: 'registration',
    by: clerk,
    command: {
      type: 'registerPetition',
      flow: 'platform',
      facts: {
        source: 'own',
        channel: 'letter',
        category: '征地拆迁',
        appealType: 'appeal',
        peopleCount: 1,
        receivedAt: clock.now(),
        anonymous: false,
        repeated: false,
      },
      accused: { staffIds: [], unitIds: [], outside: false },
      particulars: {
        title: '关于安置房交付的诉求',
        body: '安置房至今没有交付，请求答复。',
        petitioner: { name: '刘金丝', phone: '13800001111', idNumber: '', address: '' },
      },
    },
  });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const id = answer.value.petitionId;
  await office.act(clerk, id, 'signIn', { kind: 'step' });
  await office.act(clerk, id, 'proposeAssignment', { kind: 'propose', unitId: office.unit.id });
  await jobs.settle();
  return id;
}

const approvalOf = ({ sandbox }: CardOffice) => sandbox.approvals(petitionLeader).at(-1);

function agree(office: CardOffice) {
  const instanceId = approvalOf(office)?.instanceId ?? '';
  expect(office.sandbox.decideApproval(petitionLeader, instanceId, 'agree', '同意')).toBe(true);
}

describe('an approval over the wire', () => {
  it('is decided in DingTalk, told by the stream and signed in the file', async () => {
    const office = await opened();
    const id = await proposed(office);
    const { number } = await office.petition(id);
    expect(approvalOf(office)).toMatchObject({
      status: 'running',
      waiting: true,
      fields: [
        { label: '信访编号', value: expect.stringContaining(`${number}·`) },
        { label: '事项', value: '签批交办' },
        { label: '摘要', value: expect.stringContaining(number) },
      ],
    });
    expect(office.sandbox.cards(petitionLeader)).toEqual([]);
    agree(office);
    await expect.poll(async () => (await office.petition(id)).stage, soon).toBe('assigned');
    const [message] = (await office.server.store.messagesOf(id)).filter(({ approval }) => approval);
    expect(message?.recipients).toMatchObject([{ staffId: petitionLeader, state: 'read' }]);
  });

  it('is not started a second time when the answer to the start is lost', async () => {
    const office = await opened();
    office.sandbox.setWeather('resetAfterWork', { api: START, calls: 1 });
    const id = await proposed(office);
    await office.setTime('2026-03-16 09:10');
    expect(office.sandbox.approvals(petitionLeader)).toHaveLength(1);
    agree(office);
    await expect.poll(async () => (await office.petition(id)).stage, soon).toBe('assigned');
  });

  it('is ended in DingTalk when the leader signs in the app', async () => {
    const office = await opened();
    const id = await proposed(office);
    await office.act(petitionLeader, id, 'assign', {
      kind: 'assign',
      unitId: office.unit.id,
      opinion: '请认真调查处理，按时限回复信访人。',
    });
    await office.setTime('2026-03-16 09:01');
    expect(approvalOf(office)).toMatchObject({ status: 'terminated', remark: '已在系统中办理' });
  });
});
