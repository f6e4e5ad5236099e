import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type QueryBody, queryAnswer, queryBody, ratingBody } from '../../contract/query.ts';
import type { Petition, PetitionId } from '../../domain/petition.ts';
import { openRoute, type Route, type Scene } from '../route.ts';
import { queryView } from '../views/query.ts';

/**
 * 可查询、可评价: for the petitioner himself, who has no login. Whatever does not fit, and every accusation, is
 * answered alike: nothing was found.
 */
export function petitionerRoutes(): readonly Route[] {
  const wrong = new RateLimiterMemory({ points: WRONG_PER_HOUR, duration: 3600 });

  async function found(proof: QueryBody, scene: Scene): Promise<Petition | null> {
    for (const id of await scene.deps.store.ordinaryWithNumber(proof.number)) {
      const petition = (await isShut(id, scene)) ? null : await shownTo(proof, id, scene);
      if (petition) return petition;
      if (scene.deps.rateLimits !== null) await wrong.penalty(id);
    }
    return null;
  }

  /** Four digits are soon tried out: after a few wrong ones the petition is not found for an hour. */
  async function isShut(id: PetitionId, { deps }: Scene): Promise<boolean> {
    const tried = deps.rateLimits === null ? null : await wrong.get(id);
    return (tried?.consumedPoints ?? 0) >= WRONG_PER_HOUR;
  }

  const look = openRoute(
    {
      method: 'POST',
      path: '/api/query',
      summary: '信访人查询办理进度（凭件号和电话后四位，无须登录）',
      access: 'everyone',
      rate: 'logins',
      body: queryBody,
      answer: queryAnswer,
    },
    async ({ body }, scene) => answerFor(await found(body, scene), scene),
  );

  const rate = openRoute(
    {
      method: 'POST',
      path: '/api/query/rating',
      summary: '信访人评价（凭件号和电话后四位，一件一次）',
      access: 'everyone',
      rate: 'logins',
      body: ratingBody,
      answer: queryAnswer,
    },
    async ({ body: { rating, ...proof } }, scene) => {
      const petition = await found(proof, scene);
      if (!petition) return answerFor(null, scene);
      // One rating is one command, however often it is sent.
      await scene.deps.execute({
        commandId: `rating:${petition.id}:${rating}`,
        petitionId: petition.id,
        by: 'system',
        command: { type: 'ratePetition', rating },
      });
      return answerFor(await scene.deps.store.petition(petition.id), scene);
    },
  );
  return [look, rate];
}

const WRONG_PER_HOUR = 5;

/** The petition, where its regulation lets petitioners look it up and the digits are those of his telephone. */
async function shownTo(proof: QueryBody, id: PetitionId, scene: Scene): Promise<Petition | null> {
  const { store } = scene.deps;
  const [petition, particulars] = await Promise.all([store.petition(id), store.particulars(id)]);
  const digits = particulars?.petitioner.phone.replaceAll(/\D/g, '') ?? '';
  const offers = petition && regimeOf(petition, scene)?.query !== undefined;
  return offers && fits(digits, proof) ? petition : null;
}

function fits(digits: string, { phoneEnd }: QueryBody): boolean {
  return digits.length >= LEAST_DIGITS && digits.endsWith(phoneEnd);
}

/** Fewer are no telephone number. */
const LEAST_DIGITS = 7;

function regimeOf({ regime: { id, version } }: Petition, { regimes }: Scene) {
  return regimes.find((regime) => regime.id === id && regime.version === version);
}

function answerFor(petition: Petition | null, scene: Scene) {
  const regime = petition && regimeOf(petition, scene);
  const { now, calendar } = scene;
  return {
    status: 200 as const,
    body: { petition: petition && regime ? queryView(petition, { now, calendar, regime }) : null },
  };
}
