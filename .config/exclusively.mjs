import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const lock = '.build/preparing';

/**
 * Runs the work while no other process of this checkout prepares anything: two commands started
 * together must not install or build over each other. A lock whose owner has died is taken over.
 */
export async function exclusively(work) {
  mkdirSync('.build', { recursive: true });
  for (let waits = 0; !acquire(); waits += 1) {
    if (waits === 1) console.log('另一个命令正在安装或构建，等它完成……(waiting for another build)');
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function acquire() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!ownerLives()) rmSync(lock, { force: true });
    return false;
  }
}

function ownerLives() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
