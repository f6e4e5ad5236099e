import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Memory } from './memories.ts';
import { recall } from './recall.ts';
import type { SandboxState } from './state.ts';

/** The one way anything gets into the sandbox's memory: written to the journal, if there is one, before it counts. */
export function remember(state: SandboxState, memory: Memory): void {
  state.write(memory);
  recall(state, memory);
}

/**
 * Brings back what an earlier run of the sandbox wrote into the journal and goes on writing there: one JSON object a
 * line, each written before its call is answered. A last line cut short by the end of that run was never answered.
 */
export function openJournal(state: SandboxState, path: string): void {
  if (existsSync(path)) {
    const content = readFileSync(path, 'utf8');
    const complete = content.slice(0, content.lastIndexOf('\n') + 1);
    for (const line of complete.split('\n')) {
      // Written by this module and nobody else.
      if (line !== '') recall(state, JSON.parse(line) as Memory);
    }
    truncateSync(path, Buffer.byteLength(complete));
  }
  state.write = (memory) => appendFileSync(path, `${JSON.stringify(memory)}\n`);
}
