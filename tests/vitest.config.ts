import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import miniapp from '../miniapp/vite.config.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    passWithNoTests: false,
    reporters: ['default', 'json'],
    outputFile: { json: '.build/test-report.json' },
    projects: [
      project('domain', { testTimeout: 30_000 }),
      project('server', { testTimeout: 60_000, hookTimeout: 60_000 }),
      {
        plugins: miniapp.plugins ?? [],
        ...project('miniapp', {
          environment: 'happy-dom',
          testTimeout: 30_000,
          // A page is compiled when it is first gone to, on busy processors for longer than a second.
          expect: { poll: { timeout: 15_000 } },
          // A phone: on a wide screen the app would open the desk.
          environmentOptions: { happyDOM: { width: 375, height: 812 } },
          // Vant's modules import style sheets, which Node cannot.
          server: { deps: { inline: ['vant'] } },
        }),
      },
      project('e2e', {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        // One browser at a time, and only when the quick tests have left the processors alone.
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});

function project(name: string, more: object = {}) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      // Not the office's zone, and one with daylight saving: what leans on local time shows itself.
      env: { TZ: 'America/New_York' },
      ...more,
    },
  };
}
