import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { ActKind } from '../domain/act-input.ts';
import type { Instant } from '../domain/time.ts';
import type { Probe } from './verdict/evidence.ts';

/** One line of what the players know besides what the office tells them. */
export type LogbookLine =
  /** The players of one run are those of every later run on the same database. */
  | { readonly kind: 'run'; readonly seed: number; readonly file: string; readonly regime: string }
  /** About to be sent: after a kill nobody knows whether it was carried out, and sending it again is safe. */
  | ({ readonly kind: 'sending' } & Sending)
  | ({ readonly kind: 'answered' } & Answered)
  /** What an outsider saw of an accusation. */
  | { readonly kind: 'probe'; readonly probe: Probe }
  /** Played to the end; nothing more happens on this database. */
  | { readonly kind: 'finished' };

export type Sending = Typed | Tapped;

/** Sent through the app. */
export interface Typed {
  /** Id of the petition in the file. */
  readonly subject: number;
  readonly by: string;
  /** Absent for the registration. */
  readonly act?: string;
  readonly actKind?: ActKind;
  readonly path: string;
  readonly body: unknown;
}

/** Done by the button of an interactive card. */
export interface Tapped {
  readonly subject: number;
  readonly by: string;
  readonly act: string;
  readonly actKind: ActKind;
  /** The card's outTrackId. */
  readonly card: string;
  /** The phrase chosen beside the button, where there are any. */
  readonly params: Readonly<Record<string, string>>;
  /** The petition's version before it. */
  readonly version: number;
}

export interface Answered {
  readonly subject: number;
  readonly status: number;
  readonly at: Instant;
  /** Absent for the registration, and for what was refused. */
  readonly act?: string;
  readonly actKind?: ActKind;
  /** As it stands after what was carried out. */
  readonly petition?: {
    readonly id: string;
    readonly number: string;
    readonly stage: string;
    readonly ended: boolean;
  };
}

export interface Logbook {
  /** Everything written in earlier runs, oldest first. */
  readonly earlier: readonly LogbookLine[];
  write(line: LogbookLine): void;
}

/** JSON lines beside the database, each on disk before what it announces is sent. A line cut short does not count. */
export function openLogbook(path: string): Logbook {
  const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const complete = content.slice(0, content.lastIndexOf('\n') + 1);
  if (complete !== content) truncateSync(path, Buffer.byteLength(complete));
  return {
    earlier: complete
      .split('\n')
      .filter((line) => line !== '')
      // Written by this module and nobody else.
      .map((line) => JSON.parse(line) as LogbookLine),
    write: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`),
  };
}

/** What was sent last and not answered before the run was killed. */
export function unanswered(lines: readonly LogbookLine[]): Sending | null {
  const last = lines.at(-1);
  return last?.kind === 'sending' ? last : null;
}
