import pino from 'pino';
import { readDay } from '../../server/domain/time.ts';
import { readPetitions } from '../../server/replay/petitions-file.ts';
import { produce } from '../../server/replay/run.ts';
import { theatreAt } from '../../server/replay/theatre.ts';
import type { Evidence } from '../../server/replay/verdict/evidence.ts';
import { jinghuOffice } from './demonstration.ts';
import { replayPetitions } from './replay-petitions.ts';

/** What a real play of the six petitions leaves behind. */
export async function evidenceOfSix(stormy = false): Promise<Evidence> {
  const units = [...jinghuOffice().directory.units.values()];
  const content = JSON.stringify(replayPetitions);
  const read = readPetitions(content, {
    units: new Map(units.map(({ id, name }) => [name, id])),
    firstDay: readDay('2020-04-01'),
    lastDay: readDay('2039-12-31'),
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const theatre = theatreAt();
  try {
    const outcome = await produce({
      petitions: read.petitions,
      regimeId: 'jinghu2020',
      file: content,
      seed: 6,
      theatre,
      stormy,
      log: pino({ level: 'silent' }),
      progress: { at() {}, end() {} },
      stopped: () => false,
    });
    if (outcome.kind !== 'played') throw new Error(`the play was ${outcome.kind}`);
    return outcome.evidence;
  } finally {
    theatre.clear();
  }
}
