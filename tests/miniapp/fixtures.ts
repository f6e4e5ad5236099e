import type { DirectoryView, Me } from '../../server/contract/people.ts';
import type {
  ActionView,
  DeadlineView,
  PetitionSummary,
  PetitionView,
  RegimeView,
} from '../../server/contract/view.ts';
import { MINUTE } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';

/** The moment at which every fixture is looked at: a Monday morning. */
export const NOW = at('2026-03-16 10:15');

/** 08:30–12:00 and 14:00–17:30, from the Monday before to the Friday after. */
export const officeHours: [number, number][] = [9, 10, 11, 12, 13, 16, 17, 18, 19, 20].flatMap(
  (day): [number, number][] => {
    const date = `2026-03-${String(day).padStart(2, '0')}`;
    return [
      [at(`${date} 08:30`), at(`${date} 12:00`)],
      [at(`${date} 14:00`), at(`${date} 17:30`)],
    ];
  },
);

export const units = [
  { id: 'demolition', name: '征迁部' },
  { id: 'construction', name: '规划建设部' },
  { id: 'city', name: '城市管理部', detail: '联络员不齐，暂不能推送' },
];

export const colleagues = [
  { id: 'construction-b', name: '周明', detail: '规划建设部处长' },
  { id: 'construction-a', name: '陈立', detail: '规划建设部部长' },
  { id: 'construction-c', name: '吴晓', detail: '规划建设部科员' },
];

export function me(change: Partial<Me['person']> = {}): Me {
  return {
    person: {
      id: 'construction-a',
      name: '陈立',
      title: '规划建设部部长',
      unitName: '规划建设部',
      roles: ['规划建设部联络员（A角）'],
      mayRegister: false,
      isOffice: false,
      holdsRole: false,
      ...change,
    },
    officeTitle: '镜湖新区开发办信访办',
    regulation: {
      id: 'jinghu2020',
      title: '镜湖新区开发办信访工作制度（试行）',
      documentNumber: '绍市镜办党发〔2020〕22号',
    },
    terms: {
      office: '信访办',
      unit: '部室',
      handlingUnit: '承办部室',
      matter: '信访件',
      recipient: '联络员',
      leaders: '办领导',
      superior: '市信访局',
      platform: '平台',
    },
    worklists: [
      'assignments',
      'visits',
      'returns',
      'followUps',
      'supervisions',
      'consultations',
      'letters',
      'verifications',
      'readings',
      'duties',
      'sanctions',
      'assessment',
    ],
    now: NOW,
    officeHours,
    corpId: 'ding-demo',
    sandbox: true,
  };
}

export function clerk(): Me {
  return me({
    id: 'clerk',
    name: '沈洁',
    title: '信访办办理人员',
    roles: ['信访办办理人员'],
    mayRegister: true,
    isOffice: true,
    holdsRole: true,
  });
}

/** 退单时限: started at 10:00, lunch from 12:00 to 14:00, due at 15:00. */
export function aDeadline(change: Partial<DeadlineView> = {}): DeadlineView {
  return {
    clock: 'returnWindow',
    instance: 1,
    title: '退单时限',
    startedAt: at('2026-03-16 10:00'),
    dueAt: at('2026-03-16 15:00'),
    dueText: '3月16日（周一）15:00',
    state: 'running',
    remainingWorkingMs: 165 * MINUTE,
    remainingText: '剩余2个工作小时45分钟',
    provisional: false,
    explanation: [
      '自3月16日（周一）10:00推送双联络员起算，计3个工作小时。',
      '3月16日（周一）10:00—12:00，计2小时。',
      '12:00—14:00为午休，不计。',
      '3月16日（周一）14:00—15:00，计1小时，至15:00届满。',
    ],
    clause: {
      document: '绍市镜办党发〔2020〕22号',
      article: '二（二）2',
      quote: '各条线联络员应在3工作小时内将退单理由详细告知信访办办理人员',
    },
    knownOnText: '2026年3月16日（周一）',
    explicit: true,
    responsible: ['陈立', '周明'],
    moved: [],
    ...change,
  };
}

export function overdueDeadline(): DeadlineView {
  return aDeadline({
    clock: 'unitDue',
    title: '部室办结期限',
    dueAt: at('2026-03-13 17:30'),
    dueText: '3月13日（周五）17:30',
    state: 'overdue',
    remainingWorkingMs: -105 * MINUTE,
    remainingText: '已超期1个工作小时45分钟',
  });
}

export function provisionalDeadline(): DeadlineView {
  return aDeadline({
    clock: 'caseDue',
    title: '信访件办结期限',
    dueAt: at('2027-01-04 17:30'),
    dueText: '2027年1月4日（周一）17:30',
    remainingWorkingMs: 198 * 7 * 60 * MINUTE,
    remainingText: '剩余198个工作日',
    provisional: true,
    explicit: false,
    note: '本级件没有写明办结天数，按本单位规定执行。',
    moved: [{ at: at('2026-03-10 09:00'), from: at('2026-12-31 17:30'), why: '批准延期30日' }],
  });
}

export function anAction(
  change: Partial<ActionView> & Pick<ActionView, 'kind' | 'title'>,
): ActionView {
  return {
    act: change.kind,
    primary: true,
    late: false,
    needsSignature: false,
    requiresNote: false,
    phrases: [],
    asks: [],
    ...change,
  };
}

export const accept = anAction({
  act: 'acceptAssignment',
  kind: 'accept',
  title: '接件承办',
  people: colleagues,
});

export const returnInTime = anAction({
  act: 'returnAssignment',
  kind: 'return',
  title: '退单',
  until: at('2026-03-16 15:00'),
  untilText: '3月16日（周一）15:00',
  units,
  source: '二（二）2',
});

export const returnLate = anAction({
  ...returnInTime,
  act: 'returnLate',
  title: '逾期退单',
  late: true,
  primary: false,
});

export const sign = anAction({
  act: 'signAssignment',
  kind: 'assign',
  title: '交办签批',
  needsSignature: true,
  phrases: ['请按规定时限办理并答复信访人。', '请核实情况，依法依规处理。'],
  units,
  suggestedUnitId: 'construction',
});

export function aSummary(change: Partial<PetitionSummary> = {}): PetitionSummary {
  return {
    id: 'p-1',
    number: '2026-0187',
    version: 4,
    stage: 'dispatched',
    stageTitle: '待接件',
    ended: false,
    title: '安置房渗漏水长期未修复',
    sourceText: '上级',
    channelText: '网上信访',
    category: '城乡建设',
    appealText: '申诉求决',
    confidential: false,
    unitName: '规划建设部',
    registeredAt: at('2026-03-16 08:50'),
    waitingFor: ['陈立', '周明'],
    deadline: aDeadline(),
    actions: [accept, returnInTime],
    ...change,
  };
}

export function aPetition(change: Partial<PetitionView> = {}): PetitionView {
  return {
    ...aSummary(),
    flowTitle: '“浙里访系统”反映事项办理工作流程',
    regime: { id: 'jinghu2020', version: 1, title: '镜湖新区开发办信访工作制度' },
    facts: [
      { label: '件号', value: '2026-0187' },
      { label: '信访件来源', value: '上级' },
      { label: '信访形式', value: '网上信访' },
      { label: '内容分类', value: '城乡建设' },
      { label: '诉求类型', value: '申诉求决' },
      { label: '信访人数', value: '1人' },
      { label: '上级信访件编号', value: 'SX202603150012' },
      { label: '平台限办时间', value: '2026年4月30日（周四）17:30' },
    ],
    registration,
    particulars: {
      title: '安置房渗漏水长期未修复',
      body: '本人于2024年入住安置小区，卧室外墙持续渗水，多次向物业和施工单位反映，至今没有修复，要求尽快处理并答复。',
      name: '刘*',
      phone: '138****1111',
      idNumber: '330602********0327',
      address: '镜湖新区****',
      mayReveal: true,
    },
    instruction: {
      title: '领导批示',
      text: '请规划建设部牵头核实，督促施工单位限期维修，并将结果答复信访人。',
      by: '王建国',
      at: at('2026-03-16 09:55'),
    },
    deadlines: [aDeadline(), overdueDeadline(), provisionalDeadline()],
    timeline,
    replies: [],
    attachments: [],
    contacts: [],
    records: [],
    readings: [],
    notYet: [],
    help,
    timeUse,
    signatures: [
      {
        slot: 'assignment',
        slotTitle: '主职领导交办签批意见',
        round: 1,
        by: '王建国',
        title: '信访分管领导',
        opinion: '请规划建设部牵头核实。',
        at: at('2026-03-16 09:55'),
        voided: false,
        handwriting: 'M10 20L60 20L60 90M35 5L35 100L120 100Q140 60 180 70L240 30',
      },
    ],
    steps: [
      { stage: 'registered', title: '受理登记', state: 'done' },
      { stage: 'signedIn', title: '签收拟办', state: 'done' },
      { stage: 'awaitingAssignment', title: '领导交办签批', state: 'done' },
      { stage: 'dispatched', title: '待接件', state: 'current' },
      { stage: 'handling', title: '部室办理', state: 'ahead' },
      { stage: 'matterReview', title: '事项分管领导审核', state: 'ahead' },
      { stage: 'petitionReview', title: '信访分管领导审核', state: 'ahead' },
      { stage: 'closing', title: '办结签批', state: 'ahead' },
      { stage: 'replying', title: '系统回复', state: 'ahead' },
      { stage: 'followUp', title: '回访', state: 'ahead' },
    ],
    letters: [],
    ...change,
  };
}

export const directory: DirectoryView = {
  units: units.map(({ id, name }) => ({ id, name, posts: {}, pushable: true })),
  staff: colleagues.map(({ id, name, detail }) => ({ id, name, title: detail })),
};

const registrationForm: RegimeView['registration'] = {
  channels: [
    { id: 'letter', title: '来信' },
    { id: 'visit', title: '来访' },
    { id: 'call', title: '来电' },
    { id: 'online', title: '网上信访' },
    { id: 'agent', title: '信访代办' },
  ],
  sources: [
    { id: 'superior', title: '上级' },
    { id: 'own', title: '本级' },
  ],
  superiorNeeds: ['platformNumber', 'externalDueAt'],
  mostRepresentatives: 5,
};

export const regime: RegimeView = {
  id: 'jinghu2020',
  version: 1,
  title: '镜湖新区开发办信访工作制度',
  documentNumber: '绍市镜办党发〔2020〕22号',
  flows: [
    { id: 'platform', title: '“浙里访系统”反映事项办理工作流程' },
    { id: 'visit', title: '现场接访办理工作流程' },
  ],
  registration: registrationForm,
  choices: [
    {
      id: 'R3',
      question: '3工作小时从何时起算？',
      choice: '自信访办在钉钉推送双联络员之时起算。',
      reason: '这是信访办能够控制并能够证明的唯一时点。',
    },
  ],
};

const registration: NonNullable<PetitionView['registration']> = {
  flow: 'platform',
  source: 'superior',
  channel: 'online',
  category: '城乡建设',
  appealType: 'appeal',
  peopleCount: 1,
  platformNumber: 'SX202603150012',
  externalDueAt: at('2026-04-30 17:30'),
  receivedAt: at('2026-03-15 16:20'),
  anonymous: false,
  repeated: false,
  accused: { staffIds: [], unitIds: [], outside: false },
  form: registrationForm,
};

const help: PetitionView['help'] = {
  source: '二（一）1「做到当天接处、联系协调」',
  people: ['陈立', '周明'],
  steps: [
    { title: '接件承办', by: '联络员A角、联络员B角', expected: true, source: '二（一）1' },
    { title: '退单', by: '联络员A角、联络员B角', expected: false },
  ],
  clocks: [
    {
      title: '退单时限',
      document: '绍市镜办党发〔2020〕22号',
      article: '二（二）2',
      quote: '各条线联络员应在3工作小时内将退单理由详细告知信访办办理人员',
    },
  ],
  choices: [],
};

const timeUse: NonNullable<PetitionView['timeUse']> = {
  totalWorkingMs: 85 * MINUTE,
  totalText: '1个工作小时25分钟',
  holders: [
    {
      kind: 'office',
      title: '信访办办理人员',
      people: ['沈洁'],
      workingMs: 65 * MINUTE,
      text: '1个工作小时5分钟',
      stages: [{ title: '受理登记', text: '1个工作小时5分钟' }],
    },
    {
      kind: 'unit',
      title: '规划建设部联络员A角、联络员B角',
      people: ['陈立', '周明'],
      workingMs: 20 * MINUTE,
      text: '20分钟工作时间',
      stages: [{ title: '联络员接处', text: '20分钟工作时间' }],
    },
  ],
  measured: [
    {
      title: '登记至交办用时',
      text: '1小时5分',
      over: true,
      article: '一（二）1（2）',
      quote: '及时交办相关职能部室（单位）调处',
    },
  ],
};

const timeline: PetitionView['timeline'] = [
  {
    at: at('2026-03-16 08:50'),
    atText: '3月16日（周一）08:50',
    text: '登记',
    details: [],
    who: '沈洁',
    tone: 'normal',
  },
  {
    at: at('2026-03-16 09:55'),
    atText: '3月16日（周一）09:55',
    text: '领导交办签批，交规划建设部',
    details: ['请规划建设部牵头核实。'],
    who: '王建国',
    tone: 'good',
  },
  {
    at: at('2026-03-16 10:00'),
    atText: '3月16日（周一）10:00',
    text: '推送双联络员',
    details: [],
    tone: 'normal',
  },
  {
    at: at('2026-03-16 10:05'),
    atText: '3月16日（周一）10:05',
    text: '推送失败后已补发',
    details: [],
    tone: 'warning',
  },
];
