import { type DeadlineAsked, readDeadline } from './deadline-asked.ts';
import { DEADLINE, FIND, nearestTopic, type Topic, topicIn } from './words.ts';

/** What somebody wants to know. Nothing he typed is kept but the number and the limit he asked about. */
export type Question =
  | { readonly topic: Exclude<Topic, 'find' | 'deadline'> }
  /** Null where he gave nothing that could be a number. */
  | { readonly topic: 'find'; readonly number: string | null }
  | { readonly topic: 'deadline'; readonly asked: DeadlineAsked | null }
  | { readonly topic: 'unknown'; readonly nearest: Topic | null };

/** Longer than anything that can be asked; what follows is not read. */
const LONGEST = 200;
const NUMBER = /^(?=.*\d)[\p{Script=Han}A-Z\d[\]〔〕()-]{1,40}$/u;

/** Reads a question however it was typed: full-width, with an @ before it, politely, with marks after it. */
export function readQuestion(typed: string): Question {
  const text = plain(typed);
  if (text === '') return { topic: 'help' };
  if (DEADLINE.test(text)) {
    return { topic: 'deadline', asked: readDeadline(text.replace(DEADLINE, '')) };
  }
  if (FIND.test(text)) return found(text.replace(FIND, ''));
  const topic = topicIn(text);
  if (topic && topic !== 'find' && topic !== 'deadline') return { topic };
  const asked = readDeadline(text);
  if (asked) return { topic: 'deadline', asked };
  if (/^[A-Z]?\d[\d-]*$/.test(text)) return { topic: 'find', number: text };
  return { topic: 'unknown', nearest: nearestTopic(text) };
}

function found(rest: string): Question {
  const number = rest.replace(/\s/g, '').replace(/^(?:一下|编号|件号|信访件|第|NO\.?)+/, '');
  if (NUMBER.test(number)) return { topic: 'find', number: number.replace(/件$/, '') };
  const topic = topicIn(rest);
  return topic && topic !== 'find' && topic !== 'deadline'
    ? { topic }
    : { topic: 'find', number: null };
}

/** In one writing: half-width, capitals, single spaces, without the @ before and the politeness around it. */
function plain(typed: string): string {
  return typed
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/[—–‐‑−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^(?: ?@\S+)+ ?/, '')
    .trim()
    .replace(/^(?:请问|请|麻烦|帮我|给我|我想|想|看看|看一下)+/, '')
    .replace(/[。.!,、;~…\s]+$/, '')
    .replace(/(.)\?+$/, '$1')
    .replace(/(.)(?:吗|呢|啊|吧|一下)$/, '$1')
    .trim();
}
