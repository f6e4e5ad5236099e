import { beforeAll, describe, expect, it } from 'vitest';
import type { PetitionEvent } from '../../server/domain/event.ts';
import { DAY, dayText, instant, localDayOf, readDay } from '../../server/domain/time.ts';
import { CANARY } from '../../server/replay/typed.ts';
import { accusationsUnseen } from '../../server/replay/verdict/accusations.ts';
import {
  accusationsNeverInGroup,
  digestsNameWhatWasOpen,
  oneDigestPerWorkingDay,
} from '../../server/replay/verdict/digests.ts';
import {
  type Evidence,
  type Finding,
  isAccusation,
  type PetitionRecord,
} from '../../server/replay/verdict/evidence.ts';
import {
  alwaysWithDeadline,
  chainsIntact,
  foldsMatch,
  neverWaitingForNobody,
} from '../../server/replay/verdict/integrity.ts';
import {
  everyMessageAccountedFor,
  everyRecipientNotified,
} from '../../server/replay/verdict/notices.ts';
import { numbersWithoutGaps } from '../../server/replay/verdict/number-series.ts';
import { nothingPersonal, nothingTyped } from '../../server/replay/verdict/privacy.ts';
import { signedByThoseNamed } from '../../server/replay/verdict/signatures.ts';
import { neverBroken, verdictOn } from '../../server/replay/verdict/verdict.ts';
import type { Memory } from '../../server/sandbox/memories.ts';
import { evidenceOfSix } from '../support/replay-evidence.ts';
import { replayPetitions } from '../support/replay-petitions.ts';

/** A real play of six petitions; the tests below spoil one thing each in what it left behind. */
let sound: Evidence;

beforeAll(async () => {
  sound = await evidenceOfSix();
}, 120_000);

type Check = (evidence: Evidence) => Finding;

/** Holds as it was, and names the fault once it is planted. */
function finds(check: Check, planted: Partial<Evidence>, fault: string | RegExp): void {
  expect(check(sound).faults).toEqual([]);
  const found = check({ ...sound, ...planted }).faults;
  expect(found.length).toBeGreaterThan(0);
  expect(found.join('\n')).toMatch(fault);
}

describe('the verdict on six petitions', () => {
  it('finds every invariant holding', () => {
    const failed = verdictOn(sound).filter(({ faults }) => faults.length > 0);
    expect(failed).toEqual([]);
    expect(sound.petitions).toHaveLength(replayPetitions.length);
  });
});

describe('the verdict on the two liaisons', () => {
  it('misses a card that only one of them has', () => {
    const [liaison] = aDispatch().recipients;
    const sandbox = sound.sandbox.map((memory) =>
      memory.kind === 'card'
        ? { ...memory, userIds: memory.userIds.filter((id) => id !== liaison) }
        : memory,
    );
    finds(everyRecipientNotified, { sandbox }, /第1人的手机没有收到通知。/);
  });

  it('misses a recipient that was never written down', () => {
    const [, liaison] = aDispatch().recipients;
    const messages = sound.messages.map((message) => ({
      ...message,
      recipients: message.recipients.filter(({ staffId }) => staffId !== liaison),
    }));
    finds(everyRecipientNotified, { messages }, /第2人在数据库中没有通知。/);
  });
});

describe('the verdict on the messages', () => {
  it.each([
    ['queued', undefined, '仍为“待发”。'],
    ['sending', undefined, '仍为“发送中”。'],
    ['dead', undefined, '为“发送失败”，没有原因。'],
  ] as const)('does not take %s for an end', (state, reason, fault) => {
    const messages = changedFirst(sound.messages, (message) => ({
      ...message,
      state,
      ...(reason === undefined ? {} : { reason }),
    }));
    finds(everyMessageAccountedFor, { messages }, fault);
  });

  it('takes an end with a reason for one', () => {
    const messages = changedFirst(sound.messages, (message) => ({
      ...message,
      state: 'expired' as const,
      reason: '过时',
    }));
    expect(everyMessageAccountedFor({ ...sound, messages }).faults).toEqual([]);
  });

  it('misses an accepted notice in DingTalk’s record', () => {
    const sandbox = without(sound.sandbox, ({ kind }) => kind === 'notice');
    finds(everyMessageAccountedFor, { sandbox }, '已记为发出，钉钉没有记录。');
  });

  it('misses an accepted card in DingTalk’s record, and wonders about one that is not ours', () => {
    const sandbox = without(sound.sandbox, ({ kind }) => kind === 'card');
    finds(everyMessageAccountedFor, { sandbox }, '已记为发出，钉钉没有记录。');
    finds(everyMessageAccountedFor, { cards: sound.cards.slice(1) }, /卡片.*在数据库中没有出处。/);
  });

  it('wonders where a notice comes from that we never wrote', () => {
    const messages = sound.messages.slice(0, -1);
    finds(everyMessageAccountedFor, { messages }, /在数据库中没有出处。/);
  });
});

describe('the verdict on the daily reminder', () => {
  it('misses a day', () => {
    const [run, ...reminders] = sound.reminders;
    finds(oneDigestPerWorkingDay, { reminders }, /没有提醒。/);
    expect(run).toBeDefined();
  });

  it('misses a post that was recorded as sent', () => {
    const sandbox = without(sound.sandbox, isPost);
    finds(oneDigestPerWorkingDay, { sandbox }, /应发1条，群里有0条。/);
  });

  it('sees a post that came twice', () => {
    const post = sound.sandbox.filter(isPost);
    finds(
      oneDigestPerWorkingDay,
      { sandbox: [...sound.sandbox, ...post.slice(0, 1)] },
      /群里有2条。/,
    );
  });

  it('lets pass that a post was repeated whose sending a kill had cut off', () => {
    const [post] = sound.sandbox.filter(isPost);
    const number = Number(/通知(\d+)号/.exec(post?.post.markdown ?? '')?.[1]);
    const messages = sound.messages.map((message) =>
      message.id === number ? { ...message, ambiguous: true } : message,
    );
    const sandbox = post ? [...sound.sandbox, post] : sound.sandbox;
    expect(oneDigestPerWorkingDay({ ...sound, messages, sandbox }).faults).toEqual([]);
    expect(digestsNameWhatWasOpen({ ...sound, messages, sandbox }).faults).toEqual([]);
  });

  it('sees a post on a day of rest', () => {
    const sandbox = changedFirst(sound.sandbox, movedTo('2026-03-01'), isPost);
    finds(oneDigestPerWorkingDay, { sandbox }, /3月1日（周日）为休息日，却发了提醒。/);
  });

  it('knows that a make-up Saturday is a working day', () => {
    const reminders = sound.reminders.filter(({ day }) => day !== readDay('2026-02-28'));
    expect(reminders).toHaveLength(sound.reminders.length - 1);
    finds(oneDigestPerWorkingDay, { reminders }, /2月28日（周六）没有提醒。/);
  });

  it('misses an open petition in a digest, and sees one named twice or wrongly', () => {
    const number = /\d{4}-\d{4}/;
    const said = (change: (markdown: string) => string) =>
      changedFirst(
        sound.sandbox,
        retold(change),
        (memory) => isPost(memory) && number.test(memory.post.markdown),
      );
    finds(
      digestsNameWhatWasOpen,
      { sandbox: said((text) => text.replace(number, '某件')) },
      /出现0次。/,
    );
    finds(
      digestsNameWhatWasOpen,
      { sandbox: said((text) => `${text}\n${number.exec(text)}`) },
      /出现2次。/,
    );
    finds(
      digestsNameWhatWasOpen,
      { sandbox: said((text) => `${text}\n2026-0099`) },
      /列了并非在办的2026-0099。/,
    );
  });

  it('sees an accusation spoken of in the group', () => {
    const accusation = anAccusation().petition.number;
    const sandbox = changedFirst(
      sound.sandbox,
      retold((text) => `${text}\n${accusation}`),
      isPost,
    );
    finds(accusationsNeverInGroup, { sandbox }, /群消息提到专办件。/);
    finds(digestsNameWhatWasOpen, { sandbox }, /列了并非在办的Z2026-001。/);
  });
});

describe('the verdict on what left the system', () => {
  const telling = (words: string) => ({
    messages: changedFirst(sound.messages, (message) => ({
      ...message,
      text: message.text + words,
    })),
  });

  it.each([
    ['姓名', '贾虚构甲'],
    ['电话', '139 0000 7772'],
    ['电话', '13900007773'],
    ['身份证号', '000000198001010014'],
    ['住址', '虚构花苑6幢106室'],
    ['标题', '建议在示例公园增设夜间照明'],
    ['信访诉求', '道加装太阳能'],
  ])('finds a petitioner’s %s in a message', (what, words) => {
    finds(nothingPersonal, telling(words), new RegExp(`的${what}`));
  });

  it('lets five characters of a petition pass, as chance has them', () => {
    expect(nothingPersonal({ ...sound, ...telling('装太阳能路') }).faults).toEqual([]);
  });

  it('finds them in DingTalk’s record as well', () => {
    const sandbox = changedFirst(
      sound.sandbox,
      retold((text) => `${text}贾虚构丙`),
      isPost,
    );
    finds(nothingPersonal, { sandbox }, /钉钉记录第\d+条含有 id 3 的姓名。/);
  });

  it('finds what somebody typed', () => {
    finds(nothingTyped, telling(CANARY), /含有办理人员填写的文字。/);
  });
});

describe('the verdict on the numbers', () => {
  const renumbered = (change: (number: string) => string) => ({
    petitions: changedLast(sound.petitions, (record) => ({
      ...record,
      events: record.events.map(
        (event): PetitionEvent =>
          event.type === 'petitionRegistered' ? { ...event, number: change(event.number) } : event,
      ),
    })),
  });

  it('finds a gap, a repetition, a number of no series and a counter that has run ahead', () => {
    const last = (number: string) => `${number.slice(0, -1)}${Number(number.slice(-1)) + 1}`;
    finds(numbersWithoutGaps, renumbered(last), /缺号：/);
    finds(
      numbersWithoutGaps,
      renumbered(() => '2026-0001'),
      /重号：1。/,
    );
    finds(
      numbersWithoutGaps,
      renumbered(() => '第五件'),
      '编号第五件不合任何系列。',
    );
    const counters = changedFirst(sound.counters, (counter) => ({
      ...counter,
      last: counter.last + 1,
    }));
    finds(numbersWithoutGaps, { counters }, /计数为\d+，实有\d+个。/);
  });
});

describe('the verdict on the files', () => {
  it('passes on a broken chain and a petition that is not the fold of its events', () => {
    const chains = { ok: false, chain: 'events', brokenAt: 7 } as const;
    finds(chainsIntact, { chains }, '事件链在第7条断开。');
    const folds = { ok: false, petitionId: 'p-1' } as const;
    finds(foldsMatch, { folds }, '信访件p-1与其事件不一致。');
  });

  it('finds an open petition whose clocks have all stopped', () => {
    const petitions = inStage('handling', ({ petition, since }) => ({
      since,
      petition: {
        ...petition,
        clocks: petition.clocks.map((clock) => ({ ...clock, stoppedAt: since })),
      },
    }));
    finds(alwaysWithDeadline, { petitions }, /起没有期限（部室（单位）处理）。/);
  });

  it('finds a petition that waits for nobody', () => {
    const { directory } = sound.office;
    const staff = new Map(
      [...directory.staff].filter(([, { roles }]) => !roles.includes('petitionClerk')),
    );
    const gone = new Map(
      [...staff].map(
        ([id, person]) => [id, { ...person, active: person.roles.length === 0 }] as const,
      ),
    );
    const office = { ...sound.office, directory: { ...directory, staff: gone } };
    finds(neverWaitingForNobody, { office }, /起无人可办（受理登记）。/);
  });

  it('finds a to-do list that does not know that the petition has ended', () => {
    const petitions = changedFirst(sound.petitions, (record) => ({
      ...record,
      waiting: ['office-clerk-1'],
    }));
    finds(neverWaitingForNobody, { petitions }, /待办名单与其环节不符（1人）。/);
  });

  it('finds an internal error and a throttled request', () => {
    finds(
      neverBroken,
      {
        traffic: new Map([
          [200, 9],
          [500, 1],
        ]),
      },
      '应答500共1次。',
    );
    finds(neverBroken, { traffic: new Map([[429, 2]]) }, '应答429共2次。');
  });
});

describe('the verdict on accusations', () => {
  const signedBy = (slot: string, by: string, accused = true) => ({
    petitions: sound.petitions.map((record) =>
      isAccusation(record.petition) === accused
        ? {
            ...record,
            events: record.events.map((event) =>
              event.type === 'actTaken' && event.signature?.slot === slot
                ? { ...event, by }
                : event,
            ),
          }
        : record,
    ),
  });

  it.each(['assignment', 'conclusion'])(
    'wants the principal leader’s signature in the box %s [M41] [M45]',
    (slot) => {
      finds(
        signedByThoseNamed,
        signedBy(slot, 'leader-petition'),
        /^专办件.*不是制度规定的人所签。$/,
      );
    },
  );

  it('wants the boxes of ordinary petitions signed by those whose they are', () => {
    finds(
      signedByThoseNamed,
      signedBy('conclusion', 'leader-principal', false),
      /不是制度规定的人所签。$/,
    );
  });

  it('finds whoever meets one in a list, or is told more than of a file that never was', () => {
    const probe = (change: object) => ({
      probes: changedFirst(sound.probes, (one) => ({ ...one, ...change })),
    });
    expect(sound.probes.some(({ isAccused }) => isAccused)).toBe(true);
    finds(accusationsUnseen, { probes: [] }, /专办件Z2026-001没有试探过。/);
    finds(accusationsUnseen, probe({ listed: true }), /在清单或待办中看到专办件Z2026-001。/);
    finds(accusationsUnseen, probe({ status: 403 }), /的应答与不存在的件不同（403）。/);
    finds(accusationsUnseen, probe({ sameAsUnknown: false }), /的应答与不存在的件不同（404）。/);
  });
});

function aDispatch() {
  for (const { events } of sound.petitions) {
    for (const event of events) {
      if (event.type === 'actTaken' && event.outcome.recipients)
        return { recipients: event.outcome.recipients };
    }
  }
  throw new Error('nothing was dispatched');
}

function anAccusation(): PetitionRecord {
  const found = sound.petitions.find(({ petition }) => isAccusation(petition));
  if (!found) throw new Error('there is no accusation');
  return found;
}

type Post = Extract<Memory, { readonly kind: 'post' }>;

function isPost(memory: Memory): memory is Post {
  return memory.kind === 'post';
}

function retold(change: (markdown: string) => string) {
  return (memory: Memory): Memory =>
    isPost(memory)
      ? { ...memory, post: { ...memory.post, markdown: change(memory.post.markdown) } }
      : memory;
}

function movedTo(day: string) {
  return (memory: Memory): Memory => {
    if (!isPost(memory)) return memory;
    const days = readDay(day) - localDayOf(memory.post.sentAt);
    expect(dayText(localDayOf(instant(memory.post.sentAt + days * DAY)))).toBe(day);
    return {
      ...memory,
      post: { ...memory.post, sentAt: instant(memory.post.sentAt + days * DAY) },
    };
  };
}

function inStage(
  stage: string,
  change: (standing: PetitionRecord['standings'][number]) => PetitionRecord['standings'][number],
): readonly PetitionRecord[] {
  return sound.petitions.map((record) => ({
    ...record,
    standings: record.standings.map((standing) =>
      standing.petition.stage === stage ? change(standing) : standing,
    ),
  }));
}

/** The first element that is meant, changed; the others as they are. */
function changedFirst<Element>(
  list: readonly Element[],
  change: (element: Element) => Element,
  meant: (element: Element) => boolean = () => true,
): readonly Element[] {
  const index = list.findIndex(meant);
  return list.map((element, place) => (place === index ? change(element) : element));
}

function changedLast<Element>(list: readonly Element[], change: (element: Element) => Element) {
  return list.map((element, place) => (place === list.length - 1 ? change(element) : element));
}

/** All but the first element that is meant. */
function without<Element>(list: readonly Element[], meant: (element: Element) => boolean) {
  const index = list.findIndex(meant);
  return list.filter((_, place) => place !== index);
}
