/** Six fictional petitions in ten days of 2026, a make-up Saturday (28 February) and a week-end among them. */
export const replayPetitions = [
  petition(1, {
    title: '要求说明虚构路停车位收费标准',
    body: '虚构路北侧新划设停车位四十个，现场没有公示牌，收费员口头报价前后不一，要求说明依据并退还多收款项。',
    suggestedDepartment: '城市管理部',
    receivedAt: '2026-02-24T10:20:00+08:00',
  }),
  petition(2, {
    title: '反映安置小区电梯频繁停运',
    body: '来访人住虚构花苑五幢，电梯本月停运六次，家中老人行动不便，物业称维修基金尚未到位，要求明确修复时间。',
    source: '本级',
    form: '来访',
    suggestedDepartment: '规划建设部',
    receivedAt: '2026-02-25T09:40:00+08:00',
    platformNo: null,
  }),
  petition(3, {
    title: '检举某项目招标条件量身定制',
    body: '来信称某虚构项目招标文件设置与工程无关的业绩门槛，仅一家企业可以满足，请求核查有关人员是否插手。',
    source: '本级',
    form: '来信',
    category: '纪检监察',
    appealType: '检举控告',
    suggestedDepartment: '党群工作部',
    receivedAt: '2026-02-26T15:05:00+08:00',
    platformNo: null,
    flags: { accusation: true, anonymous: true },
    accusedIsLeader: true,
  }),
  petition(4, {
    title: '反映外地网购退款纠纷',
    body: '信访人在外地某网店购买家具，收货后发现开裂，商家拒绝退款且失去联系，要求本办出面追回货款三千元。',
    form: '来电',
    suggestedDepartment: '综合事务部',
    receivedAt: '2026-02-28T11:30:00+08:00',
    flags: { outOfJurisdiction: true },
  }),
  petition(5, {
    title: '建议在示例公园增设夜间照明',
    body: '示例公园西侧步道晚间昏暗，散步居民较多，曾有人绊倒，建议沿步道加装太阳能路灯并修剪遮挡的树枝。',
    source: '本级',
    form: '来信',
    appealType: '建议意见',
    suggestedDepartment: '城市管理部',
    receivedAt: '2026-03-01T20:10:00+08:00',
    platformNo: null,
    flags: { anonymous: true },
  }),
  petition(6, {
    title: '再次反映虚构路停车收费',
    body: '上次答复称已责成整改，但虚构路收费员仍未出示标准，也没有开具票据，要求书面答复整改完成的期限。',
    suggestedDepartment: '城市管理部',
    receivedAt: '2026-03-05T08:50:00+08:00',
    flags: { repeat: true },
    repeatOf: 1,
  }),
];

interface Changes {
  readonly flags?: Readonly<Record<string, boolean>>;
  readonly [field: string]: unknown;
}

function petition(id: number, { flags, ...changes }: Changes) {
  return {
    id,
    title: '',
    body: '',
    source: '上级',
    form: '网上信访',
    category: '城乡建设',
    appealType: '申诉求决',
    petitioner: {
      name: `贾虚构${'甲乙丙丁戊己'[id - 1]}`,
      phone: `139 0000 777${id}`,
      idNumber: `00000019800101001${id}`,
    },
    peopleCount: 1,
    representatives: null,
    address: `虚构花苑${id}幢10${id}室`,
    suggestedDepartment: '城市管理部',
    receivedAt: '2026-02-24T10:20:00+08:00',
    platformNo: `SX2026000000${id}`,
    flags: {
      accusation: false,
      group: false,
      repeat: false,
      outOfJurisdiction: false,
      anonymous: false,
      ...flags,
    },
    repeatOf: null,
    ...changes,
  };
}
