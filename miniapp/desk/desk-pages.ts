import type { Component } from 'vue';
import type { Worklist } from '../../server/contract/people.ts';

/**
 * Every page of the desk: its place in the menu and who finds it there. What a person may see is decided by the
 * server; the menu only leaves out what would be refused.
 *
 * A page is a component in `pages/` and a line below. It draws itself inside `components/DeskPageFrame.vue`, which
 * holds its buttons and scrolls; its heading is the title named here. Filters stand in `components/FilterBar.vue`,
 * a table of up to a few hundred rows is a `<table class="desk-table">`, Element Plus comes from `ui.ts`.
 */
export interface DeskPage {
  /** Behind `/desk/`. */
  readonly path: string;
  /** What follows the path in an address, as the router writes it: `/:id?`. */
  readonly parameters?: string;
  /** `{matter}` and the like stand for the institution's own words. */
  readonly title: string;
  /** Null: not in the menu, reached from other pages. */
  readonly group: DeskGroup | null;
  readonly access: 'everyone' | 'roleHolder' | 'office' | 'administrator' | 'auditor';
  /** In the menu only where the regulation knows such a list. */
  readonly worklist?: Worklist;
  readonly load: () => Promise<{ readonly default: Component }>;
}

/** In the order of the menu. */
export const deskGroups = ['办理', '清单', '专项', '文书', '统计', '管理'] as const;
export type DeskGroup = (typeof deskGroups)[number];

export const deskPages: readonly DeskPage[] = [
  {
    path: 'overview',
    title: '工作台',
    group: '办理',
    access: 'everyone',
    load: () => import('./pages/Overview.vue'),
  },
  {
    path: 'register',
    title: '快速登记',
    group: '办理',
    access: 'office',
    load: () => import('./pages/Register.vue'),
  },
  {
    path: 'import',
    parameters: '/:id?',
    title: '导入台账',
    group: '办理',
    access: 'office',
    load: () => import('./pages/Import.vue'),
  },
  {
    path: 'ledger',
    parameters: '/:id?',
    title: '{matter}清单',
    group: '清单',
    access: 'everyone',
    load: () => import('./pages/Ledger.vue'),
  },
  {
    path: 'board',
    title: '看板',
    group: '清单',
    access: 'everyone',
    load: () => import('./pages/Board.vue'),
  },
  {
    path: 'petitions',
    parameters: '/:id',
    title: '{matter}',
    group: null,
    access: 'everyone',
    load: () => import('./pages/DeskPetition.vue'),
  },
  {
    path: 'visits',
    parameters: '/:id?',
    title: '现场接访',
    group: '专项',
    access: 'roleHolder',
    worklist: 'visits',
    load: () => import('./pages/Visits.vue'),
  },
  {
    path: 'returns',
    parameters: '/:id?',
    title: '退单裁定',
    group: '专项',
    access: 'roleHolder',
    worklist: 'returns',
    load: () => import('./pages/Returns.vue'),
  },
  {
    path: 'follow-ups',
    parameters: '/:id?',
    title: '回访与评价',
    group: '专项',
    access: 'roleHolder',
    worklist: 'followUps',
    load: () => import('./pages/FollowUps.vue'),
  },
  {
    path: 'supervisions',
    parameters: '/:id?',
    title: '督查督办',
    group: '专项',
    access: 'roleHolder',
    worklist: 'supervisions',
    load: () => import('./pages/Supervisions.vue'),
  },
  {
    path: 'consultations',
    parameters: '/:id?',
    title: '疑难会商',
    group: '专项',
    access: 'roleHolder',
    worklist: 'consultations',
    load: () => import('./pages/Consultations.vue'),
  },
  {
    path: 'readings',
    title: '领导批阅',
    group: '专项',
    access: 'office',
    worklist: 'readings',
    load: () => import('./pages/Readings.vue'),
  },
  {
    path: 'duties',
    title: '例行工作',
    group: '专项',
    access: 'everyone',
    worklist: 'duties',
    load: () => import('./pages/Duties.vue'),
  },
  {
    path: 'letters',
    parameters: '/:id?',
    title: '联系函',
    group: '专项',
    access: 'roleHolder',
    worklist: 'letters',
    load: () => import('./pages/Letters.vue'),
  },
  {
    path: 'sanctions',
    parameters: '/:id?',
    title: '考核问责',
    group: '专项',
    access: 'everyone',
    worklist: 'sanctions',
    load: () => import('./pages/Sanctions.vue'),
  },
  {
    path: 'directory',
    title: '机构与人员',
    group: '管理',
    access: 'administrator',
    load: () => import('./pages/Directory.vue'),
  },
  {
    path: 'offices',
    title: '制度适用',
    group: '管理',
    access: 'administrator',
    load: () => import('./pages/Offices.vue'),
  },
  {
    path: 'regulation',
    parameters: '/:id?',
    title: '制度',
    group: '管理',
    access: 'everyone',
    load: () => import('./pages/Regulation.vue'),
  },
  {
    path: 'calendar',
    title: '工作日历',
    group: '管理',
    access: 'roleHolder',
    load: () => import('./pages/Calendar.vue'),
  },
  {
    path: 'rules',
    title: '制度试算',
    group: '管理',
    access: 'administrator',
    load: () => import('./pages/Rules.vue'),
  },
  {
    path: 'messages',
    title: '通知记录',
    group: '管理',
    access: 'office',
    load: () => import('./pages/Messages.vue'),
  },
  {
    path: 'budget',
    title: '接口额度',
    group: '管理',
    access: 'office',
    load: () => import('./pages/Budget.vue'),
  },
  {
    path: 'audit',
    title: '操作留痕',
    group: '管理',
    access: 'auditor',
    load: () => import('./pages/Audit.vue'),
  },
  {
    path: 'verification',
    title: '文书核验',
    group: '文书',
    access: 'office',
    load: () => import('./pages/Verification.vue'),
  },
  {
    path: 'figures',
    parameters: '/:period?',
    title: '统计分析',
    group: '统计',
    access: 'roleHolder',
    load: () => import('./pages/Figures.vue'),
  },
  {
    path: 'assessment',
    parameters: '/:period?',
    title: '考核表',
    group: '统计',
    access: 'roleHolder',
    worklist: 'assessment',
    load: () => import('./pages/Assessment.vue'),
  },
  {
    path: 'warnings',
    parameters: '/:period?',
    title: '苗头预警',
    group: '统计',
    access: 'roleHolder',
    load: () => import('./pages/Warnings.vue'),
  },
];
