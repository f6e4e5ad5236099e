import { join } from 'node:path';
import pino from 'pino';
import { instant } from '../../server/domain/time.ts';
import { startServer } from '../../server/start.ts';
import { serveUntilParentEnds } from './child-server.ts';
import { connectedConfig } from './connected.ts';
import { MONDAY } from './petitions.ts';

/**
 * The whole server as in production, in this data folder: only that nobody is throttled, that its clock started on
 * the Monday of the measurements, and that nothing is sent: writing the messages is measured, sending them is not.
 */
const [, , folder = '.'] = process.argv;
const server = await startServer(connectedConfig(folder), {
  clock: () => instant(MONDAY + Math.floor(performance.now())),
  random: Math.random,
  log: pino({ base: null }, pino.destination({ dest: join(folder, 'server.log'), sync: true })),
  rateLimits: null,
  heartbeat: false,
});
serveUntilParentEnds(server.url, server.stop);
