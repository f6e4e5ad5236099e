import { randomUUID } from 'node:crypto';
import { MINUTE, SECOND } from '../domain/time.ts';
import { type Answer, type HttpRequest, post } from './callback-post.ts';
import type { SandboxState } from './state.ts';
import type { Acknowledgement, Connection } from './stream-state.ts';
import { after } from './timers.ts';

/** What DingTalk tells the application: over its stream, or by HTTP where the application asked for that. */
export interface Pushed {
  readonly type: 'EVENT' | 'CALLBACK';
  readonly topic: string;
  /** Of the frame, beside those every frame has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly data: object;
  /** Null when nothing but the stream will do. */
  readonly http: HttpWay | null;
  /** No stream even when there is one. */
  readonly onlyHttp?: boolean;
}

export interface HttpWay {
  /** Signed anew for every attempt. */
  readonly request: () => HttpRequest;
  /** Whether what came back counts as taken. */
  readonly isTaken: (answer: Answer) => boolean;
}

const REDELIVERIES_MS = { stream: [MINUTE, MINUTE], http: [10 * SECOND, 30 * SECOND] };
/** Longer than a phone waits for the answer to a tap. */
const LATENESS_MS = 3 * SECOND;

/** Tells it, and tells it again when nobody says it was taken. Resolves with the application's answer, null without one. */
export function push(state: SandboxState, pushed: Pushed): Promise<Answer> {
  return new Promise((resolve) => {
    const messageId = randomUUID();
    const sentOn = new Set<Connection>();
    let attempt = 0;
    let stopWaiting = () => {};
    const settle = (answer: Answer) => {
      stopWaiting();
      state.stream.pending.delete(messageId);
      resolve(answer);
    };
    const tell = () => {
      const way = send(state, pushed, { messageId, sentOn, settle });
      // What nobody could have heard happens once; an event is told when somebody listens again.
      if (way === null && pushed.type === 'CALLBACK') return settle(null);
      const wait = REDELIVERIES_MS[way ?? 'stream'][attempt];
      attempt += 1;
      const isLast = wait === undefined;
      stopWaiting = after(state, isLast ? MINUTE : wait, () => (isLast ? settle(null) : tell()));
    };
    state.stream.pending.set(messageId, (connection, acknowledged) => {
      // Only the socket that carried the frame can speak for it.
      if (sentOn.has(connection) && isTaken(acknowledged)) settle(acknowledged.data);
    });
    tell();
  });
}

interface Delivery {
  readonly messageId: string;
  readonly sentOn: Set<Connection>;
  readonly settle: (answer: Answer) => void;
}

/** Returns the way it went; null when there is none. */
function send(
  state: SandboxState,
  pushed: Pushed,
  { messageId, sentOn, settle }: Delivery,
): 'stream' | 'http' | null {
  const connection = pushed.onlyHttp ? undefined : nextConnection(state);
  if (connection) {
    sentOn.add(connection);
    sendFrame(state, connection, frameOf(state, pushed, messageId));
    return 'stream';
  }
  if (!pushed.http) return null;
  postTo(state, pushed.http, settle);
  return 'http';
}

/** Each frame goes to one of the connections, dead ones included: DingTalk does not know. */
function nextConnection({ stream }: SandboxState): Connection | undefined {
  const open = [...stream.connections].filter(({ isLeaving }) => !isLeaving);
  stream.turn += 1;
  return open[stream.turn % open.length];
}

function frameOf(
  state: SandboxState,
  { type, topic, headers, data }: Pushed,
  messageId: string,
): string {
  const time = String(state.clock());
  return JSON.stringify({
    specVersion: '1.0',
    type,
    headers: {
      appId: state.credentials.agentId,
      contentType: 'application/json',
      messageId,
      time,
      topic,
      ...headers,
    },
    data: JSON.stringify(data),
  });
}

function sendFrame(state: SandboxState, connection: Connection, frame: string): void {
  const { duplicate, late } = state.stream.frames;
  const send = () => {
    if (connection.isSilent) return;
    for (const copy of duplicate ? [frame, frame] : [frame]) connection.socket.send(copy);
  };
  if (late) after(state, LATENESS_MS, send);
  else send();
}

function isTaken({ code, data }: Acknowledgement): boolean {
  return code === 200 && data?.status !== 'LATER';
}

function postTo(state: SandboxState, way: HttpWay, settle: (answer: Answer) => void): void {
  const { duplicate, late } = state.stream.frames;
  const send = async () => {
    const answers = await Promise.all(
      (duplicate ? [way, way] : [way]).map(({ request }) => post(request())),
    );
    const taken = answers.find((answer) => answer !== 'failed' && way.isTaken(answer));
    if (taken !== undefined && taken !== 'failed') settle(taken);
  };
  if (late) after(state, LATENESS_MS, () => void send());
  else void send();
}
