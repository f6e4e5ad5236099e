/** The columns a person may choose for the ledger, in the order they stand when nothing is chosen. */
export const ledgerColumns = {
  number: '件号',
  visitNumber: '来访登记号',
  platformNumber: '上级编号',
  title: '标题',
  category: '内容分类',
  appealText: '诉求类型',
  sourceText: '来源',
  channelText: '信访形式',
  peopleCount: '人数',
  unitName: '{handlingUnit}',
  caseworkerName: '承办人',
  stageTitle: '当前环节',
  nodeTitle: '节点',
  waitingFor: '待办人',
  receivedAt: '收到时间',
  registeredAt: '登记时间',
  dueAt: '办理期限',
  dueTitle: '期限名称',
  overdue: '是否超期',
  concludedAt: '办结时间',
  outcomeText: '回访结果',
  returns: '退单次数',
  repeated: '重复件',
  extended: '延期',
  supervised: '督办',
  petitionerName: '信访人姓名',
  petitionerPhone: '电话',
  petitionerIdNumber: '身份证号',
  petitionerAddress: '住址',
} as const satisfies Readonly<Record<string, string>>;

export type LedgerColumn = keyof typeof ledgerColumns;

export const ledgerColumnIds = Object.keys(ledgerColumns) as [LedgerColumn, ...LedgerColumn[]];

/** The columns with personal data: masked in an export unless it is asked for in the clear, with a reason. */
export const personalColumns: ReadonlySet<LedgerColumn> = new Set([
  'petitionerName',
  'petitionerPhone',
  'petitionerIdNumber',
  'petitionerAddress',
]);
