import {
  gatheredLetters,
  gatheredParams,
  readingAnswerBody,
  readingBody,
  readingList,
  readingParams,
  readingView,
} from '../../contract/readings.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Reading } from '../../domain/reading.ts';
import { filingOf, type ReadingFault, readingFault } from '../../domain/reading-rules.ts';
import { DAY, instant } from '../../domain/time.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { type Route, route, type Scene } from '../route.ts';
import { summariesOf } from '../summaries.ts';
import { gatheredIn, readingShown, readingsShown, visibleLetters } from '../views/readings.ts';

/** A leader who has not looked by then finds it in the list. */
const USEFUL_DAYS = 7;

const showReadings = route(
  {
    method: 'GET',
    path: '/api/readings',
    summary: '呈送领导的批阅件',
    access: 'signedIn',
    rate: 'reads',
    answer: readingList,
  },
  async ({ person }, scene) => ({ status: 200, body: await readingsShown(person, scene) }),
);

const showReading = route(
  {
    method: 'GET',
    path: '/api/readings/:id',
    summary: '一份批阅件',
    access: 'signedIn',
    rate: 'reads',
    params: readingParams,
    answer: readingView,
  },
  async ({ params, person }, scene) => {
    const body = await readingShown(params.id, person, scene);
    return body ? { status: 200, body } : { failure: NOT_FOUND };
  },
);

const showGathered = route(
  {
    method: 'GET',
    path: '/api/readings/gathered/:mode/:period',
    summary: '一个时期应当汇集呈送的全部信访件',
    access: 'office',
    rate: 'reads',
    params: gatheredParams,
    answer: gatheredLetters,
  },
  async ({ params, person }, scene) => {
    const letters = await gatheredIn(params.mode, params.period, person, scene);
    const known = await visibleLetters(
      letters.map(({ id }) => id),
      person,
      scene,
    );
    if (!known) return { failure: NOT_HIS };
    const items = await summariesOf(known, person, scene);
    return { status: 200, body: { now: scene.now, items } };
  },
);

const giveReading = route(
  {
    method: 'POST',
    path: '/api/readings',
    summary: '呈送领导批阅',
    access: 'office',
    rate: 'writes',
    body: readingBody,
    answer: readingList,
  },
  async ({ body, person }, scene) => {
    const { commandId: id, petitions, ...asked } = body;
    const { store } = scene.deps;
    if (await store.reading(id)) return { status: 200, body: await readingsShown(person, scene) };
    const gathered =
      scene.regime.readings?.modes[asked.mode]?.gathers && asked.period !== undefined
        ? (await gatheredIn(asked.mode, asked.period, person, scene)).map((letter) => letter.id)
        : [...new Set(petitions)];
    const letters = await visibleLetters(gathered, person, scene);
    if (!letters) return { failure: NOT_HIS };
    const fault = readingFault(asked, letters, scene.regime, scene.directory);
    if (fault) return { failure: faultFailure(fault) };
    const reading = { ...asked, id, petitions: gathered, by: person.id, at: scene.now };
    await store.giveReading(reading, noticeOf(reading, letters, scene));
    await fileNow(id, scene);
    return { status: 200, body: await readingsShown(person, scene) };
  },
);

const answerReading = route(
  {
    method: 'POST',
    path: '/api/readings/:id/answer',
    summary: '批阅（领导）',
    access: 'signedIn',
    rate: 'writes',
    params: readingParams,
    body: readingAnswerBody,
    answer: readingView,
  },
  async ({ params, body, person }, scene) => {
    const shown = await readingShown(params.id, person, scene);
    if (!shown?.mine) return { failure: NOT_FOUND };
    if (!(await scene.deps.store.answerReading(params.id, { ...body, at: scene.now }))) {
      return { failure: ALREADY_READ };
    }
    await fileNow(params.id, scene);
    const after = await readingShown(params.id, person, scene);
    return after ? { status: 200, body: after } : { failure: NOT_FOUND };
  },
);

export const readingRoutes: readonly Route[] = [
  showReadings,
  showGathered,
  showReading,
  giveReading,
  answerReading,
];

/** At once, so that whoever opens a petition next sees it; what is interrupted here the next tick completes. */
async function fileNow(id: string, { deps: { store, execute }, regime }: Scene): Promise<void> {
  const reading = await store.reading(id);
  if (!reading) return;
  for (const submission of filingOf(reading, regime)) await execute(submission);
  await store.noteFiled(id, reading.read !== undefined);
}

/** Of an accusation its own file tells the reader, in neutral words. */
function noticeOf({ id, reader }: Reading, letters: readonly Petition[], scene: Scene) {
  if (letters.some(({ facts }) => facts.appealType === 'accusation')) return null;
  const { deps, now, regime } = scene;
  return {
    ...deps.figures.readingText(now, regime),
    dedupe: id,
    channel: { kind: 'people', staffIds: [reader] } as const,
    template: 'readingAwaited',
    link: `/readings/${id}`,
    expiresAt: instant(now + USEFUL_DAYS * DAY),
  };
}

const ALREADY_READ: Failure = {
  status: 409,
  code: 'alreadyRead',
  message: '这份批阅件已经批阅，以先前的批示为准。请刷新查看。',
};
const NOT_HIS: Failure = {
  status: 422,
  code: 'lettersUnknown',
  message: '所选信访件中有您无权查看的，不能一并呈送。请核对，或由其他工作人员呈送。',
};

const FAULTS: Readonly<Record<ReadingFault, readonly [field: string, message: string]>> = {
  modeUnknown: ['mode', '现行制度没有这种批阅方式。'],
  periodWrong: ['period', '请选择这份材料所属的时期。'],
  lettersMissing: ['petitions', '请至少选择一件信访件。'],
  oneLetterOnly: ['petitions', '原信批阅一次只呈送一件。'],
  textMissing: ['text', '请填写内容。'],
  readerWrong: ['reader', '请选择可以批阅这些信访件的领导。'],
  confidentialAlone: ['petitions', '所选信访件须单独呈送，不得与其他件合并。'],
};

function faultFailure(fault: ReadingFault): Failure {
  const [field, message] = FAULTS[fault];
  return { status: 422, code: fault, message, details: [{ field, message }] };
}
