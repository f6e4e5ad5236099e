import { readFileSync } from 'node:fs';
import pino from 'pino';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { demonstrationOffice } from '../../db/seed-office.ts';
import { buildCalendar } from '../domain/calendar.ts';
import { dayOf, localDayOf, startOfDay, isoText } from '../domain/time.ts';
import { createClient } from './client.ts';
import { createDice } from './dice.ts';
import { dealFates } from './fates.ts';
import { openLogbook } from './logbook.ts';
import { readOptions } from './options.ts';
import { readPetitions } from './petitions-file.ts';
import { play } from './play.ts';
import { openServer, theatreAt } from './theatre.ts';
import { recalledTracks, type World } from './world.ts';

const o = readOptions(process.argv.slice(2));
if (!o.ok) throw new Error(o.problem);
const units = new Map([...demonstrationOffice().directory.units.values()].map(({ id, name }) => [name, id]));
const r = readPetitions(readFileSync(o.options.input, 'utf8'), { units, firstDay: dayOf(2020, 4, 1), lastDay: dayOf(2039, 1, 1) });
if (!r.ok) throw new Error(r.problems.join('\n'));
const seed = o.options.seed ?? 1;
const theatre = theatreAt(o.options.database);
const calendar = buildCalendar(seedCalendar('all-year'));
const first = r.petitions[0];
if (!first) throw new Error('none');
const log = pino({ level: 'warn', base: null });
const server = await openServer(theatre, startOfDay(localDayOf(first.receivedAt)), log);
const directory = await server.store.directory();
const dice = createDice(seed);
const logbook = openLogbook(theatre.logbook);
const started = performance.now();
const fates = dealFates(r.petitions, dice);
let steps = 0;
const world: World = {
  client: createClient(server.url, server.sandbox.issueLoginCode), directory, calendar, dice, now: server.clock.now, server, logbook, seed,
  tracks: recalledTracks(r.petitions, fates, { logbook, dice, calendar, directory }),
  next: new Map(), dropped: new Map(), refused: [],
  onStep: async (t) => { steps++; if (process.env.V) console.log(isoText(server.clock.now()), t.petition.id, t.registered?.number, t.stage); },
};
const whole = await play(world, () => false);
console.log(whole, steps, isoText(server.clock.now()), performance.now() - started, [...world.tracks.values()].filter(t => !t.ended).map(t => [t.petition.id, t.stage]));
console.log(world.refused, world.client.traffic);
console.log(await server.store.messageCounts());

import { standingsOf } from './history.ts';
const regimes = await server.store.regimes();
const count: Record<string, number> = {};
const acts: Record<string, number> = {};
for (const t of world.tracks.values()) {
  const events = await server.store.events(t.registered?.id ?? '');
  for (const e of events) if (e.type === 'actTaken') { const k = e.act + (e.outcome.late ? ' late' : '') + ('outcome' in e.input ? ' ' + e.input.outcome : ''); acts[k] = (acts[k] ?? 0) + 1; }
  for (const e of events) if (e.type === 'deadlinePassed') { const k = 'passed ' + e.clock; acts[k] = (acts[k] ?? 0) + 1; }
  for (const { petition: q } of standingsOf(events)) {
    const stage = regimes.find(r => r.id === q.regime.id)?.stages[q.stage];
    if (stage?.end) { acts['end ' + q.stage] = (acts['end ' + q.stage] ?? 0) + 1; continue; }
    if (q.clocks.some(c => c.stoppedAt === undefined)) continue;
    const k = q.stage + (q.facts.anonymous ? ' anon' : '') + (q.facts.source);
    count[k] = (count[k] ?? 0) + 1;
  }
}
console.log('NO CLOCK', count); console.log(acts);
await server.stop();
theatre.clear();
