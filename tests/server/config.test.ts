import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';

const REAL = {
  DINGTALK_APP_KEY: 'key',
  DINGTALK_APP_SECRET: 'secret',
  DINGTALK_AGENT_ID: '123',
  DINGTALK_CORP_ID: 'corp',
  PUBLIC_URL: 'https://office.example',
};

function configOf(environment: Record<string, string>) {
  const reading = readConfig(environment);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading;
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  const reading = readConfig(environment);
  return reading.ok ? [] : reading.problems;
}

describe('without any setting', () => {
  it('the office runs in the sandbox', () => {
    const { config, warnings } = configOf({});
    expect(config).toMatchObject({
      dingTalk: null,
      port: 3000,
      dataFolder: '.data',
      publicUrl: null,
      proxyHops: 0,
      dailyReminderTime: (8 * 60 + 45) * 60_000,
      officeHours: 'all-year',
      logLevel: 'warn',
    });
    expect(warnings).toEqual([]);
  });

  it('an empty value is no value', () => {
    expect(configOf({ DINGTALK_APP_KEY: '', PORT: ' ' }).config).toMatchObject({
      dingTalk: null,
      port: 3000,
    });
  });

  it('the example that is copied means the same as nothing', () => {
    const example = parseEnv(readFileSync('.env.example', 'utf8')) as Record<string, string>;
    expect(configOf(example).config).toEqual(configOf({}).config);
  });
});

describe('with all credentials', () => {
  it('the real DingTalk is connected', () => {
    const { config } = configOf({ ...REAL, PUBLIC_URL: 'https://office.example/' });
    expect(config).toMatchObject({
      dingTalk: {
        appKey: 'key',
        apiBase: 'https://api.dingtalk.com',
        oapiBase: 'https://oapi.dingtalk.com',
      },
      publicUrl: 'https://office.example',
      proxyHops: 1,
      logLevel: 'info',
    });
  });

  it.each(Object.keys(REAL))('%s may not be missing', (name) => {
    const without = Object.fromEntries(Object.entries(REAL).filter(([key]) => key !== name));
    expect(problemsOf(without)).toEqual([expect.stringContaining(name)]);
  });
});

describe('a problem', () => {
  it.each([
    ['PORT', '65536', '0至65535'],
    ['PORT', 'http', '0至65535'],
    ['DAILY_REMINDER_TIME', '24:00', '08:45'],
    ['DAILY_REMINDER_TIME', '8:45', '08:45'],
    ['OFFICE_HOURS', 'winter', 'summer'],
    ['LOG_LEVEL', 'loud', 'info'],
    ['PUBLIC_URL', 'office.example', '完整的网址'],
    ['PUBLIC_URL', 'http://office.example', '本机回环地址'],
    ['DINGTALK_API_BASE', 'http://dingtalk.example', 'https'],
    ['DINGTALK_OAPI_BASE', 'dingtalk', 'https'],
  ])('with %s=%s is said in words', (name, value, words) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(words)]);
    expect(problemsOf({ [name]: value })[0]).toContain(name);
  });

  it.each([
    ['DINGTALK_AGENT_ID', 'abc', '数字'],
    ['PUBLIC_URL', 'http://127.0.0.1:3000', '必须是 https'],
    ['DINGTALK_ROBOT_CODE', 'robot', 'DINGTALK_GROUP_CONVERSATION_ID'],
    ['DINGTALK_GROUP_SECRET', 'secret', 'DINGTALK_GROUP_WEBHOOK'],
  ])('in production with %s=%s is said in words', (name, value, words) => {
    expect(problemsOf({ ...REAL, [name]: value })).toEqual([expect.stringContaining(words)]);
  });

  it('does not hide another: all are reported together', () => {
    const problems = problemsOf({
      DINGTALK_APP_KEY: 'key',
      PORT: '-1',
      DAILY_REMINDER_TIME: 'morning',
      LOG_LEVEL: 'loud',
    });
    expect(problems).toHaveLength(5);
    for (const problem of problems) expect(problem).toMatch(/[\u4e00-\u9fff]/);
  });

  it('never repeats a secret', () => {
    const problems = problemsOf({ ...REAL, DINGTALK_AGENT_ID: 'x', DINGTALK_APP_SECRET: 's3cr3t' });
    expect(problems.join()).not.toContain('s3cr3t');
  });
});

describe('plain http', () => {
  it.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:99/'])(
    'is good enough for %s',
    (address) => {
      expect(problemsOf({ DINGTALK_API_BASE: address, PUBLIC_URL: address })).toEqual([]);
    },
  );

  it.each(['http://127.0.0.1.evil.example', 'http://localhost@evil.example', 'ftp://127.0.0.1'])(
    'is not for %s',
    (address) => {
      expect(problemsOf({ DINGTALK_API_BASE: address })).toHaveLength(1);
    },
  );
});

describe('the daily reminder', () => {
  it.each([
    ['08:09', 1],
    ['08:10', 0],
    ['09:00', 1],
    ['08:59', 0],
  ])('at %s brings %i warnings', (time, count) => {
    expect(configOf({ DAILY_REMINDER_TIME: time }).warnings).toHaveLength(count);
  });
});
