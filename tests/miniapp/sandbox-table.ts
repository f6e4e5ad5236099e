import { afterEach, expect, vi } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import SandboxPage from '../../miniapp/sandbox/SandboxPage.vue';
import type {
  ApprovalView,
  CardView,
  MessageView,
  PhoneView,
  SandboxState,
} from '../../server/contract/sandbox.ts';
import { at } from '../support/at.ts';

/** The demonstration page before an embedded DingTalk that answers what it is told to. */
export interface FakeTable {
  state: SandboxState;
  /** What was posted, by path below `/sandbox/api/`. */
  readonly posted: { readonly path: string; readonly body: unknown }[];
  /** The next post gets this answer, when it comes. */
  next: Promise<Response> | null;
}

const LEADER = 'leader-petition';

let open: App | null = null;

/** With one phone whose screen shows this. */
export async function openTable(phone: Partial<PhoneView>, unread = 0): Promise<FakeTable> {
  const table: FakeTable = { state: stateWith(phone, unread), posted: [], next: null };
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    if (init.method === 'GET') return Promise.resolve(reply(table.state));
    const path = address.replace('/sandbox/api/', '');
    table.posted.push({ path, body: JSON.parse(String(init.body)) });
    const answer = table.next ?? Promise.resolve(reply({}));
    table.next = null;
    return answer;
  });
  localStorage.setItem('sandbox-guide', 'seen');
  document.body.innerHTML = '<div id="page"></div>';
  open = createApp(SandboxPage);
  open.mount('#page');
  await sees('周演示');
  return table;
}

afterEach(() => {
  open?.unmount();
  open = null;
  localStorage.clear();
  vi.unstubAllGlobals();
});

export function reply(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}

export function text(): string {
  return document.body.textContent ?? '';
}

export async function sees(words: string): Promise<void> {
  await expect.poll(text).toContain(words);
}

/** The button that begins with these words, on the phone unless another place is named. */
export function button(words: string, place = '.phone'): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>(`${place} button`)].find(
    ({ textContent }) => textContent?.trim().startsWith(words),
  );
  if (!found) throw new Error(`no button in ${place} reads ${words}`);
  return found;
}

export async function tap(words: string, place?: string): Promise<void> {
  button(words, place).click();
  await nextTick();
}

export async function fill(selector: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
  if (!field) throw new Error(`nothing on the page is ${selector}`);
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input'));
  await nextTick();
}

export function card(facts: Partial<CardView> = {}): MessageView {
  return {
    kind: 'card',
    id: 'card-1',
    sentText: '3月10日（周二）09:00',
    lines: [{ text: '请签批·交办 2026-0001', look: 'heading' }],
    status: 'open',
    statusText: '等待您签批',
    phrases: [],
    primaryLabel: '同意',
    links: [],
    ...facts,
  };
}

export function chat(text: string, from: 'person' | 'robot', read: boolean): MessageView {
  const lines = [{ text, look: 'plain' as const }];
  return { kind: 'chat', id: text, sentText: '3月10日（周二）09:00', lines, from, read };
}

export function approval(facts: Partial<ApprovalView> = {}): ApprovalView {
  return {
    id: 'approval-1',
    title: '交办签批',
    from: '孟示例',
    fields: [{ label: '编号', value: '2026-0001' }],
    startedText: '3月10日（周二）09:00',
    waiting: true,
    outcome: 'running',
    ...facts,
  };
}

function stateWith(phone: Partial<PhoneView>, unread: number): SandboxState {
  return {
    now: at('2026-03-10 09:00'),
    nowText: '09:00',
    dayText: '2026年3月10日（周二）',
    officeOpen: true,
    nextOpeningText: '3月11日（周三）08:30',
    nextWorkingDayText: '3月11日（周三）08:30',
    people: [{ id: LEADER, name: '周演示', title: '信访分管领导', group: '办领导', unread }],
    phones: [{ id: LEADER, messages: [], toDos: [], approvals: [], ...phone }],
    posts: [],
    weather: null,
    connection: { open: 1, duplicate: false, late: false },
    budget: { spent: 12, quota: 5000 },
    departments: [{ id: 2, name: '征迁部' }],
    calls: 0,
  };
}
