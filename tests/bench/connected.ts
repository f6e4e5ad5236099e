import { type Config, readConfig } from '../../server/config.ts';

/** The environment of a server that is connected to DingTalk and works in this folder; nobody listens over there. */
export function connectedEnvironment(folder: string): Readonly<Record<string, string>> {
  return {
    DATA_DIR: folder,
    PORT: '0',
    PUBLIC_URL: 'https://office.example',
    PROXY_HOPS: '0',
    DINGTALK_APP_KEY: 'bench',
    DINGTALK_APP_SECRET: 'bench',
    DINGTALK_AGENT_ID: '1',
    DINGTALK_CORP_ID: 'bench',
    DINGTALK_API_BASE: 'http://127.0.0.1:9',
    DINGTALK_OAPI_BASE: 'http://127.0.0.1:9',
  };
}

export function connectedConfig(folder: string): Config {
  const reading = readConfig(connectedEnvironment(folder));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}
