import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import { cards, steps } from '../../db/schema-dingtalk.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { contentPlace, type MessageContent } from './outbox.ts';
import type { AtOnce } from './promised.ts';
import type { EndingCard, FollowerFailure, StepFollowers } from './step-store.ts';

type CardMethods = AtOnce<
  Pick<
    StepFollowers,
    'cardsToEnd' | 'recordCardEnded' | 'recordCardFailure' | 'card' | 'nextFollowerAt'
  >
>;

/** Messages that DingTalk shows as interactive cards: what a tap means, and what they show once their step is over. */
export function openCards({ sqlite, tables, sealing }: Base): CardMethods {
  const nextAt = nextOf(sqlite);
  const peopleOf = (messageId: number) =>
    tables.select().from(recipients).where(eq(recipients.messageId, messageId)).all();

  /** What the card's readers were told of the end of its step: it need not reach them a second time. */
  function newsOf(stepId: number): string | undefined {
    const news = tables
      .select()
      .from(messages)
      .where(and(eq(messages.endedStepId, stepId), eq(messages.reason, SHOWN_ON_CARD)))
      .limit(1)
      .get();
    if (!news) return undefined;
    return (JSON.parse(sealing.open(news.content, contentPlace(news.id))) as MessageContent).text;
  }

  return {
    cardsToEnd(now, limit) {
      const rows = tables
        .select({ card: cards, step: steps })
        .from(cards)
        .innerJoin(steps, eq(steps.id, cards.stepId))
        .where(and(sql`${cards.nextAt} IS NOT NULL`, lte(cards.nextAt, now)))
        .orderBy(asc(cards.nextAt), asc(cards.messageId))
        .limit(limit)
        .all();
      return rows.map(({ card, step }): EndingCard => {
        const content = newsOf(step.id);
        return {
          messageId: card.messageId,
          track: card.track,
          status: step.status === 'open' ? 'closed' : step.status,
          statusText: step.statusText,
          ...(content === undefined ? {} : { content }),
          attempts: card.attempts,
        };
      });
    },
    recordCardEnded(messageId) {
      tables
        .update(cards)
        .set({ isOver: true, nextAt: null, reason: null })
        .where(eq(cards.messageId, messageId))
        .run();
    },
    recordCardFailure(messageId, failure) {
      tables.update(cards).set(afterFailure(failure)).where(eq(cards.messageId, messageId)).run();
    },
    card(track) {
      const row = tables
        .select({ card: cards, step: steps })
        .from(cards)
        .innerJoin(steps, eq(steps.id, cards.stepId))
        .where(eq(cards.track, track))
        .get();
      if (!row) return null;
      return {
        messageId: row.card.messageId,
        petitionId: row.step.petitionId,
        recipients: peopleOf(row.card.messageId).map(({ staffId }) => staffId),
        version: row.card.version,
        status: row.step.status,
        statusText: row.step.statusText,
      };
    },
    nextFollowerAt: () => {
      const at = nextAt.get();
      return typeof at === 'number' ? instant(at) : null;
    },
  };
}

function nextOf(sqlite: Base['sqlite']) {
  return sqlite
    .prepare<[], number | null>(
      `SELECT min(at) FROM (
         SELECT min(next_at) AS at FROM cards WHERE next_at IS NOT NULL
         UNION ALL SELECT min(next_at) FROM to_dos WHERE next_at IS NOT NULL
         UNION ALL SELECT min(next_at) FROM approvals WHERE next_at IS NOT NULL)`,
    )
    .pluck();
}

/** Why a message was not sent on its own: a card of those it is for shows its text. */
export const SHOWN_ON_CARD = 'shownOnCard';

function afterFailure(failure: FollowerFailure) {
  if ('givenUp' in failure) return { nextAt: null, isOver: true, reason: failure.reason };
  const { retryAt, reason, spared = false } = failure;
  return { nextAt: retryAt, reason, attempts: sql`${cards.attempts} + ${spared ? 0 : 1}` };
}
