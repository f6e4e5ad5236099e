import type { WebSocket } from 'ws';
import type { FrameWeather } from './weather.ts';

/** The open sockets and what is under way on them. */
export interface StreamState {
  /** Elapsed time at which a ticket lapses; one that was used is gone. */
  readonly tickets: Map<string, number>;
  readonly connections: Set<Connection>;
  /** Takes the acknowledgement of a frame, by message id. */
  readonly pending: Map<string, (connection: Connection, acknowledged: Acknowledgement) => void>;
  frames: FrameWeather;
  failHandshakes: number;
  /** Frames pushed so far: decides whose turn it is. */
  turn: number;
}

export interface Connection {
  readonly socket: WebSocket;
  /** It was told to connect again and is given nothing new. */
  isLeaving: boolean;
  /** What is sent on it is lost. */
  isSilent: boolean;
}

export interface Acknowledgement {
  readonly code: number;
  /** The frame's `data`; null when it was no JSON object. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

export function newStream(): StreamState {
  return {
    tickets: new Map(),
    connections: new Set(),
    pending: new Map(),
    frames: { duplicate: false, late: false },
    failHandshakes: 0,
    turn: 0,
  };
}
