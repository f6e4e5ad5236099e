import type { RegimeId } from './clock-rule.ts';
import type { Regime } from './regime.ts';
import { inTerms, termPlaceholders } from './terms.ts';

/**
 * The wording of every message. `common` speaks of any institution by its terms; `own` is what an institution words its
 * own way, and where it does, that is what is sent.
 */
export interface Wording {
  readonly common: Templates;
  readonly own: Readonly<Record<RegimeId, Partial<Templates>>>;
}

export type Templates = Readonly<Record<TemplateId, MessageTemplate>>;

export interface MessageTemplate {
  /** Shown in the list of notices; the same for everyone, so it names no petition. */
  readonly title: string;
  /** With `{…}` where a value or a word of the institution belongs; always with `{notice}`. */
  readonly text: string;
}

export type TemplateId = (typeof templateIds)[number];
export type Placeholder = (typeof placeholders)[number];

/**
 * The text to be sent, with `{notice}` still in it: the message's own number is known only to the store. A template
 * or value that does not exist is a fault in the data, not something to send with a gap.
 */
export function fillTemplate(
  { common, own }: Wording,
  template: string,
  { id, terms }: Pick<Regime, 'id' | 'terms'>,
  values: Readonly<Record<string, string>>,
): MessageTemplate {
  if (!isTemplateId(template)) throw new Error(`no template ${template}`);
  const { title, text } = own[id]?.[template] ?? common[template];
  const filled = inTerms(text, terms).replace(PLACEHOLDER, (braced, name: string) => {
    if (name === NOTICE) return braced;
    const value = values[name];
    if (value === undefined) throw new Error(`template ${template} lacks a value for ${name}`);
    return value;
  });
  return { title: inTerms(title, terms), text: filled };
}

/** What is wrong with templates that have the right shape, as sentences for the office. */
export function wordingProblems(templates: Partial<Templates>): readonly string[] {
  return templateIds.flatMap((template) => {
    const worded = templates[template];
    return worded ? templateProblems(template, worded) : [];
  });
}

function templateProblems(
  template: TemplateId,
  { title, text }: MessageTemplate,
): readonly string[] {
  const named = placeholdersOf(text);
  const foreign = named.filter((name) => !isTerm(name) && !isPlaceholder(name));
  return [
    ...foreign.map((name) => `消息模板“${template}”使用了不允许的变量{${name}}。`),
    ...(named.includes(NOTICE) ? [] : [`消息模板“${template}”缺少通知编号{notice}。`]),
    ...(template === 'confidential' && named.some((name) => name !== NOTICE)
      ? ['消息模板“confidential”除{notice}外不得含有任何变量。']
      : []),
    ...(placeholdersOf(title).every(isTerm)
      ? []
      : [`消息模板“${template}”的标题除单位用语外不得含有变量。`]),
  ];
}

function isTerm(name: string): boolean {
  return name in termPlaceholders;
}

function isPlaceholder(name: string): boolean {
  return placeholders.some((known) => known === name);
}

export function isTemplateId(name: string): name is TemplateId {
  return templateIds.some((template) => template === name);
}

/** Every message there is. `confidential` stands in for all of them where the petition is an accusation. */
export const templateIds = [
  'yourTurn',
  'confidential',
  'awaitingAssignmentSignature',
  'assignmentSentBack',
  'assignmentPushed',
  'counterpartAccepted',
  'caseworkerNamed',
  'caseworkerNamingOverdue',
  'acceptanceDueToday',
  'acceptanceOverdue',
  'returnWindowClosing',
  'returnWindowClosed',
  'returnSubmitted',
  'returnUpheld',
  'returnRejected',
  'lateReturnSubmitted',
  'rulingAwaited',
  'rulingMade',
  'transferRequested',
  'objectionDue',
  'objectionClosed',
  'awaitingReview',
  'awaitingConclusionSignature',
  'reworkOrdered',
  'concluded',
  'dueSoon',
  'overdueFirst',
  'overdueSecond',
  'overdueThird',
  'unitReplyDue',
  'unitReplyOverdue',
  'petitionerNoticeDue',
  'petitionerNoticeOverdue',
  'followUpDue',
  'followUpOverdue',
  'verificationStep',
  'statementAwaitingIssue',
  'statementSentBack',
  'verificationDueSoon',
  'verificationOverdue',
  'consultationCalled',
  'consultationConcluded',
  'supervisionOpened',
  'supervisionDueSoon',
  'supervisionOverdue',
  'extensionRequested',
  'extensionGranted',
  'extensionRefused',
  'visitReception',
  'visitSignature',
  'visitSentBack',
  'visitConverted',
  'deadlineMoved',
  'calendarMissing',
  'absenceBegun',
  'staffLeft',
  'standingIn',
  'notSeen',
  'approvalRefused',
  'approvalOvertaken',
  'approvalNotTaken',
  'dailyDigest',
  'monthlyReport',
  'earlyWarning',
  'noticeDrafted',
  'noticeIssued',
  'noticeProgress',
  'explanationOverdue',
  'periodicReport',
  'dutyDue',
  'dutyMissing',
  'readingAwaited',
  'readingInstructed',
  'petitionerRated',
] as const;

/**
 * All that a message may say. Nothing here was typed by a person into a free field: no opinion, no reason, no category,
 * nothing of the petitioner. `lines` are the numbers, units and deadlines of the daily reminder.
 */
export const placeholders = [
  'notice',
  'number',
  'visit',
  'stage',
  'unit',
  'liaison',
  'caseworker',
  'actor',
  'actorTitle',
  'leader',
  'source',
  'channel',
  'due',
  'oldDue',
  'newDue',
  'days',
  'remaining',
  'overdueBy',
  'returnUntil',
  'lateBy',
  'timeliness',
  'assignedAt',
  'actedAt',
  'now',
  'round',
  'period',
  'outcome',
  'lines',
  'affected',
] as const;

const NOTICE = 'notice' satisfies Placeholder;
const PLACEHOLDER = /\{([^{}]*)\}/g;

function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
