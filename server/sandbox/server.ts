import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answer } from './gate.ts';
import { httpDate } from './http-date.ts';
import { remember } from './memory.ts';
import type { SandboxCall } from './seen.ts';
import type { SandboxState } from './state.ts';
import { openStreams } from './streams.ts';
import { keepTime } from './timers.ts';
import type { Weather } from './weather.ts';
import { dress, familyOf, type WireRequest } from './wire.ts';

/** Loopback only, whatever the port. */
export async function listen(
  state: SandboxState,
  port: number,
  onCall: (call: SandboxCall) => void = () => {},
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server = createServer((message, response) => {
    respond(state, message, response, (call) => {
      remember(state, { kind: 'call', call });
      onCall(call);
    })
      // The caller went away while its request was being read; there is nobody to answer.
      .catch(() => message.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the sandbox listens on no port');
  const streams = openStreams(state, server);
  const stopTime = keepTime(state);
  return {
    port: address.port,
    stop: () =>
      new Promise((stopped) => {
        stopTime();
        streams.stop();
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** The call is noted before it is answered, so that no caller knows of one that the record lacks. */
async function respond(
  state: SandboxState,
  message: IncomingMessage,
  response: ServerResponse,
  note: (call: SandboxCall) => void,
): Promise<void> {
  const request = await readRequest(state, message);
  response.setHeader('date', httpDate(state.clock()));
  const call = { at: state.clock(), method: request.method, path: request.path };
  const storm = stormAnswer(request, response);
  if (storm) return note({ ...call, outcome: storm, counted: false, silentlyDropped: [] });

  const { reply, counted } = answer(state, request);
  const silentlyDropped = 'body' in reply ? (reply.silentlyDropped ?? []) : [];
  if (request.weather === 'resetAfterWork') {
    note({ ...call, outcome: 'resetAfterWork', counted, silentlyDropped });
    message.socket.destroy();
    return;
  }
  const outcome = 'body' in reply ? 'ok' : reply.refusal.code;
  note({ ...call, outcome, counted, silentlyDropped });
  const { status, body } = dress(familyOf(request.path), reply);
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Weather in which DingTalk itself never sees the request. Returns its name when it did the answering, or did not. */
function stormAnswer({ weather }: WireRequest, response: ServerResponse): string | null {
  switch (weather) {
    case 'hang':
      return weather;
    case 'resetBeforeWork':
      response.destroy();
      return weather;
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return weather;
    case 'blocked':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"sandbox"}');
      return weather;
    default:
      return null;
  }
}

async function readRequest(state: SandboxState, message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://sandbox');
  const header = (name: string) => message.headers[name]?.toString();
  return {
    method: message.method ?? '',
    path: pathname,
    query: searchParams,
    header,
    body: readBody(content.toString('utf8'), header('content-type') ?? ''),
    bodyBytes: content.byteLength,
    weather: meetWeather(state, pathname),
  };
}

function readBody(content: string, contentType: string): Record<string, unknown> | null {
  if (contentType.includes('x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(content));
  try {
    const body: unknown = JSON.parse(content);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}

/** The weather this call meets. A call it is limited to is used up. */
function meetWeather(state: SandboxState, path: string): Weather | null {
  const { weather } = state;
  if (!weather || !path.includes(weather.api ?? '')) return null;
  if (weather.calls !== undefined) {
    state.weather = weather.calls > 1 ? { ...weather, calls: weather.calls - 1 } : null;
  }
  return weather.weather;
}
