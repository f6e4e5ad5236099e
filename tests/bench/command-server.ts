import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../server/config.ts';
import { instant } from '../../server/domain/time.ts';
import { startServer } from '../../server/start.ts';
import { serveUntilParentEnds } from './child-server.ts';
import { MONDAY } from './petitions.ts';

/**
 * The whole server as in production, in this data folder: only that nobody is throttled, that its clock started on
 * the Monday of the measurements, and that nothing is sent: writing the messages is measured, sending them is not.
 */
const [, , folder = '.'] = process.argv;
const reading = readConfig({
  PORT: '0',
  DATA_DIR: folder,
  PUBLIC_URL: 'https://office.example',
  PROXY_HOPS: '0',
  DINGTALK_APP_KEY: 'bench',
  DINGTALK_APP_SECRET: 'bench',
  DINGTALK_AGENT_ID: '1',
  DINGTALK_CORP_ID: 'bench',
  // Nobody listens there.
  DINGTALK_API_BASE: 'http://127.0.0.1:9',
  DINGTALK_OAPI_BASE: 'http://127.0.0.1:9',
});
if (!reading.ok) throw new Error(reading.problems.join('\n'));
const server = await startServer(reading.config, {
  clock: () => instant(MONDAY + Math.floor(performance.now())),
  random: Math.random,
  log: pino({ base: null }, pino.destination({ dest: join(folder, 'server.log'), sync: true })),
  rateLimits: null,
  heartbeat: false,
});
serveUntilParentEnds(server.url, server.stop);
