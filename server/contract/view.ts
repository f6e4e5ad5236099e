import { z } from 'zod';
import { attachmentView } from './attachment.ts';
import { moment, recordAnswers } from './field.ts';
import { loggedMessage } from './office.ts';
import { officeHours } from './people.ts';

/** 怎么算的: the deadline with everything that explains it. Instants are milliseconds. */
export const deadlineView = z
  .object({
    clock: z.string(),
    instance: z.int(),
    title: z.string(),
    startedAt: moment,
    dueAt: moment,
    dueText: z.string().meta({ example: '3月16日（周一）10:30' }),
    stoppedAt: moment.optional(),
    state: z.enum(['running', 'overdue', 'met', 'missed']),
    /** Working time left (negative: working time over), as of the answer. */
    remainingWorkingMs: z.int(),
    remainingText: z.string(),
    provisional: z.boolean(),
    explanation: z.array(z.string()),
    /** `2026年3月16日（周一）`: the holidays are those known on this day. */
    knownOnText: z.string(),
    clause: z.object({ document: z.string(), article: z.string(), quote: z.string() }),
    /** What the superior regulation says of the same matter. */
    superior: z.object({ document: z.string(), article: z.string(), quote: z.string() }).optional(),
    /** The superior regulation whose limit this is. */
    lentBy: z.string().optional(),
    explicit: z.boolean(),
    note: z.string().optional(),
    responsible: z.array(z.string()),
    moved: z.array(z.object({ at: moment, from: moment, why: z.string() })),
  })
  .meta({ id: 'Deadline', description: '期限及其算法' });

const choice = z.object({ id: z.string(), name: z.string(), detail: z.string().optional() });

/** What a regulation asks beside an act's own fields (登记表、听证记录、评价…). */
export const recordFormView = z.object({
  title: z.string(),
  source: z.string(),
  fields: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      control: z.enum([
        'text',
        'choice',
        'choices',
        'yesNo',
        'tick',
        'day',
        'number',
        'person',
        'people',
      ]),
      optional: z.literal(true).optional(),
      hint: z.string().optional(),
      when: z.object({ field: z.string(), is: z.array(z.string()) }).optional(),
      /** With `text`: characters; with `number`: the value. */
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      future: z.literal(true).optional(),
      least: z.number().optional(),
      /** What can be chosen; empty where nothing is. */
      options: z.array(
        z.object({ id: z.string(), title: z.string(), appealType: z.string().optional() }),
      ),
    }),
  ),
});

/** How the office registers: what the registration form offers and wants. */
export const registrationFormView = z.object({
  channels: z.array(z.object({ id: z.string(), title: z.string() })),
  sources: z.array(z.object({ id: z.string(), title: z.string() })),
  superiorNeeds: z.array(z.enum(['platformNumber', 'externalDueAt'])),
  mostRepresentatives: z.int(),
  record: recordFormView.optional(),
});

/** What this person may do now, and until when. The same gate decides when it is done. */
export const actionView = z
  .object({
    act: z.string(),
    kind: z.string(),
    title: z.string(),
    /** False: possible, but not the step the petition is waiting for. */
    primary: z.boolean(),
    until: moment.optional(),
    untilText: z.string().optional(),
    /** The regular window has closed: a late return, flagged and approved higher up. */
    late: z.boolean(),
    needsSignature: z.boolean(),
    requiresNote: z.boolean(),
    /** The record that is written with the act. */
    record: recordFormView.optional(),
    phrases: z.array(z.string()),
    units: z.array(choice).optional(),
    people: z.array(choice).optional(),
    checklist: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
    /** What the form asks beyond its kind. */
    asks: z.array(z.enum(['instruction', 'items', 'scan'])),
    /** What may come of each claim. */
    itemOutcomes: z
      .array(z.object({ id: z.string(), title: z.string(), needsReason: z.boolean() }))
      .optional(),
    /** With `attach`: the forms a scan may be of. */
    forms: z.array(choice).optional(),
    /** The form whose scan is waited for. */
    suggestedForm: z.string().optional(),
    /** Files brought along are signed scans of this form. */
    scanOf: z.string().optional(),
    suggestedUnitId: z.string().optional(),
    /** What the file already says, by field of the form. */
    prefilled: z.record(z.string(), z.string()).optional(),
    source: z.string().optional(),
  })
  .meta({ id: 'Action', description: '本人现在可以办理的操作' });

export const petitionSummary = z
  .object({
    id: z.string(),
    number: z.string(),
    visitNumber: z.string().optional(),
    version: z.int(),
    stage: z.string(),
    stageTitle: z.string(),
    node: z.string().optional(),
    ended: z.boolean(),
    title: z.string(),
    sourceText: z.string(),
    channelText: z.string(),
    category: z.string(),
    appealText: z.string(),
    confidential: z.boolean(),
    /** Stands before all others in lists (急事急办). */
    urgent: z.literal(true).optional(),
    unitName: z.string().optional(),
    caseworkerName: z.string().optional(),
    registeredAt: moment,
    waitingFor: z.array(z.string()),
    /** The deadline that falls due first among those still running. */
    deadline: deadlineView.optional(),
    actions: z.array(actionView),
  })
  .meta({ id: 'PetitionSummary', description: '信访件概要' });

export const timelineEntry = z
  .object({
    at: moment,
    atText: z.string(),
    text: z.string(),
    /** What was written, shown in the app only. */
    details: z.array(z.string()),
    who: z.string().optional(),
    tone: z.enum(['normal', 'good', 'warning', 'bad']),
  })
  .meta({ id: 'TimelineEntry', description: '办理过程的一句话' });

const contactView = z
  .object({
    at: moment,
    by: z.string(),
    /** `3月16日（周一）10:30`; the time where it was noted. */
    onText: z.string(),
    howText: z.string(),
    outcomeText: z.string(),
    reached: z.boolean(),
    summary: z.string(),
    attachments: z.array(z.string()),
  })
  .meta({ id: 'Contact', description: '联系信访人记录' });

export const petitionView = petitionSummary
  .extend({
    flowTitle: z.string(),
    regime: z.object({ id: z.string(), version: z.int(), title: z.string() }),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    particulars: z.object({
      title: z.string(),
      body: z.string(),
      /** Masked; the whole is a separate, reasoned and recorded act. */
      name: z.string(),
      phone: z.string(),
      idNumber: z.string(),
      address: z.string(),
      mayReveal: z.boolean(),
    }),
    instruction: z
      .object({ title: z.string(), text: z.string(), by: z.string(), at: moment })
      .optional()
      .meta({ description: '交办时的意见（领导批示）' }),
    deadlines: z.array(deadlineView),
    timeline: z.array(timelineEntry),
    replies: z.array(
      z.object({
        at: moment,
        by: z.string(),
        findings: z.string(),
        reply: z.string(),
        sentBack: z.boolean(),
        items: z
          .array(
            z.object({
              claim: z.string(),
              finding: z.string(),
              answer: z.string(),
              outcomeText: z.string().optional(),
              reason: z.string().optional(),
            }),
          )
          .optional()
          .meta({ description: '逐项答复' }),
        attachments: z.array(z.string()).optional(),
      }),
    ),
    attachments: z.array(attachmentView),
    contacts: z.array(contactView),
    /** What was recorded as the regulation asks, oldest first. */
    records: z.array(
      z.object({
        title: z.string(),
        at: moment,
        by: z.string(),
        answers: z.array(z.object({ label: z.string(), value: z.string() })),
      }),
    ),
    /** Buttons that are shown, not to be pressed, with the reason. */
    notYet: z.array(z.object({ act: z.string(), title: z.string(), reason: z.string() })),
    help: z
      .object({
        source: z.string(),
        people: z.array(z.string()),
        steps: z.array(
          z.object({
            title: z.string(),
            by: z.string(),
            expected: z.boolean(),
            source: z.string().optional(),
          }),
        ),
        clocks: z.array(
          z.object({
            title: z.string(),
            document: z.string(),
            article: z.string(),
            quote: z.string(),
          }),
        ),
        choices: z.array(
          z.object({ question: z.string(), choice: z.string(), reason: z.string() }),
        ),
      })
      .meta({ description: '当前环节的说明：谁办、依据哪一条' }),
    timeUse: z
      .object({
        totalWorkingMs: z.int(),
        totalText: z.string(),
        /** Their working time adds up to the total. */
        holders: z.array(
          z.object({
            kind: z.enum(['office', 'leader', 'unit', 'caseworker', 'outside']),
            title: z.string(),
            people: z.array(z.string()),
            workingMs: z.int(),
            text: z.string(),
            stages: z.array(z.object({ title: z.string(), text: z.string() })),
          }),
        ),
        /** What is asked for 及时 without a number; working time, so far where it is not over. */
        measured: z.array(
          z.object({
            title: z.string(),
            text: z.string(),
            over: z.boolean(),
            article: z.string(),
            quote: z.string(),
          }),
        ),
      })
      .optional()
      .meta({ description: '工作时间用在谁手上' }),
    followUp: z
      .object({
        /** Attempts at which nobody was reached, of so many that are made. */
        unreached: z.int(),
        attempts: z.int(),
        script: z.array(z.string()),
      })
      .optional()
      .meta({ description: '回访单，仅可登记回访的人可见' }),
    signatures: z.array(
      z.object({
        slot: z.string(),
        slotTitle: z.string(),
        round: z.int(),
        by: z.string(),
        title: z.string(),
        opinion: z.string(),
        at: moment,
        voided: z.boolean(),
        /** SVG path data. */
        handwriting: z.string(),
      }),
    ),
    steps: z.array(
      z.object({
        stage: z.string(),
        title: z.string(),
        state: z.enum(['done', 'current', 'ahead']),
      }),
    ),
    flags: z.object({ weeklyConsultation: z.boolean(), supervision: z.boolean() }).optional(),
    letters: z.array(
      z.object({ number: z.string(), addressee: z.string(), sentAt: moment, replied: z.boolean() }),
    ),
    registration: z
      .object({
        flow: z.string(),
        source: z.string(),
        channel: z.string(),
        category: z.string(),
        appealType: z.string(),
        peopleCount: z.int(),
        representatives: z.int().optional(),
        platformNumber: z.string().optional(),
        externalDueAt: moment.optional(),
        receivedAt: moment,
        anonymous: z.boolean(),
        repeated: z.boolean(),
        repeatOf: z.string().optional(),
        accused: z.object({
          staffIds: z.array(z.string()),
          unitIds: z.array(z.string()),
          outside: z.boolean(),
        }),
        /** By the field's id: text, truth, or a list. */
        answers: recordAnswers.optional(),
        form: registrationFormView,
      })
      .optional()
      .meta({ description: '登记内容，仅可补正的人可见；不含信访人信息' }),
    /** What leaders were given to read with this petition in it, oldest first. */
    readings: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        reader: z.string(),
        at: moment,
        together: z.int(),
        readAt: moment.optional(),
        instruction: z.string().optional(),
      }),
    ),
    pendingReturn: z
      .object({
        unitName: z.string(),
        by: z.string(),
        at: moment,
        basisText: z.string(),
        detail: z.string(),
        proposed: z.string().optional(),
        late: z.boolean(),
        lateText: z.string().optional(),
        lateReason: z.string().optional(),
        officeOpinion: z.string().optional(),
      })
      .optional(),
    messages: z
      .array(
        loggedMessage.pick({
          id: true,
          to: true,
          title: true,
          state: true,
          stateText: true,
          reasonText: true,
          approvalText: true,
          at: true,
          recipients: true,
        }),
      )
      .optional()
      .meta({ description: '通知及送达情况，仅信访机构可见' }),
  })
  .meta({ id: 'Petition', description: '信访件' });

export const regimeView = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    documentNumber: z.string(),
    flows: z.array(z.object({ id: z.string(), title: z.string() })),
    registration: registrationFormView,
    choices: z.array(
      z.object({ id: z.string(), question: z.string(), choice: z.string(), reason: z.string() }),
    ),
  })
  .meta({ id: 'Regime' });

export const regimeList = z.object({ items: z.array(regimeView) }).meta({ id: 'RegimeList' });

export const toDoList = z
  .object({ now: moment, officeHours, items: z.array(petitionSummary) })
  .meta({ id: 'ToDoList', description: '待我办理，最紧急的在前' });

export const petitionList = z
  .object({
    now: moment,
    items: z.array(petitionSummary),
    total: z.int(),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'PetitionList', description: '信访件清单' });

/** GET /api/petitions */
export const petitionQuery = z.strictObject({
  scope: z
    .enum(['open', 'ended', 'all'], { error: 'scope 只能是 open、ended 或 all。' })
    .default('open'),
  unit: z.string().max(80).optional(),
  stage: z.string().max(60).optional(),
  number: z.string().max(40).optional().meta({ description: '件号或上级编号的全部或开头' }),
  overdue: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce
    .number({ error: 'limit 应为1至100的整数。' })
    .int()
    .min(1)
    .max(100, 'limit 应为1至100的整数。')
    .default(20),
});

/** GET /api/petitions/:id and every command: the petition as it stands after what was asked. */
export const petitionAnswer = z
  .object({ now: moment, petition: petitionView })
  .meta({ id: 'PetitionAnswer', description: '信访件及服务器时间；操作的应答为办理后的信访件' });

export const revealBody = z
  .strictObject({
    reason: z
      .string({ error: '请填写查看原因。' })
      .trim()
      .min(4, '请写明查看原因（至少4个字）。')
      .max(200),
  })
  .meta({ id: 'RevealBody', description: '查看信访人完整信息' });

export const revealed = z
  .object({ name: z.string(), phone: z.string(), idNumber: z.string(), address: z.string() })
  .meta({ id: 'Revealed' });

/** The one shape of every error. */
export const errorBody = z
  .object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Error', description: '错误' });

export type DeadlineView = z.infer<typeof deadlineView>;
export type RegistrationFormView = z.infer<typeof registrationFormView>;
export type RecordFormView = z.infer<typeof recordFormView>;
export type ActionView = z.infer<typeof actionView>;
export type PetitionSummary = z.infer<typeof petitionSummary>;
export type PetitionView = z.infer<typeof petitionView>;
export type PetitionAnswer = z.infer<typeof petitionAnswer>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type RegimeView = z.infer<typeof regimeView>;
export type ToDoList = z.infer<typeof toDoList>;
export type PetitionList = z.infer<typeof petitionList>;
export type ErrorBody = z.infer<typeof errorBody>;
