import type { Component } from 'vue';

/**
 * Every page of the desk: its place in the menu and who finds it there. What a person may see is decided by the
 * server; the menu only leaves out what would be refused.
 */
export interface DeskPage {
  /** Behind `/desk/`. */
  readonly path: string;
  readonly title: string;
  readonly group: DeskGroup;
  readonly access: 'everyone' | 'roleHolder' | 'office';
  readonly load: () => Promise<{ readonly default: Component }>;
}

/** In the order of the menu. */
export const deskGroups = ['办理', '清单', '专项', '文书', '统计', '管理'] as const;
export type DeskGroup = (typeof deskGroups)[number];

export const deskPages: readonly DeskPage[] = [];
