import type { Reply } from '../reply.ts';
import { type Topic, topics } from '../words.ts';

/** 帮助 */
export const help: Reply = {
  title: '可以这样问',
  lines: [
    '- **待办**：等我办理的信访件',
    '- **今日**：今天到期和今天办理的',
    '- **逾期**：已经逾期的',
    '- **查 编号**：例如 查 2026-0017，也可以只写末几位',
    '- **期限 数量 单位 起点**：例如 期限 3工作小时，期限 5工作日 9月28日 11:00',
    '- **我的**：我的岗位、搭档和件数',
    '- **月报**：本月和上月的数据',
    '信访人信息和诉求内容请登录系统查看，不在聊天中提供。',
  ],
};

export function unknownReply(nearest: Topic | null): Reply {
  return {
    title: nearest ? `没有看懂，您是不是要问“${topics[nearest]}”？` : '没有看懂您的问题',
    lines: help.lines,
  };
}
