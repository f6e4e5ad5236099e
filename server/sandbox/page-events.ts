import {
  type ConnectionRequest,
  connectionRequest,
  peopleRequest,
  weatherRequest,
} from '../contract/sandbox.ts';
import {
  given,
  hasPhone,
  NO_SUCH_PERSON,
  type OfficePage,
  type PageAnswer,
  reading,
  refused,
} from './page-door.ts';
import type { Sandbox } from './sandbox.ts';

/** So many handshakes in a row: enough to see that nobody storms the gateway. */
const REFUSED_HANDSHAKES = 3;

export const changeWeather = reading(weatherRequest, ({ sandbox }, { weather, api, calls }) => {
  sandbox.setWeather(weather, {
    ...(api === undefined ? {} : { api }),
    ...(calls === undefined ? {} : { calls }),
  });
  return given();
});

export const changeConnection = reading(connectionRequest, ({ sandbox }, asked) => {
  befall(sandbox, asked);
  return given();
});

/** The office is told of each by an event, as by the real DingTalk. */
export const changePeople = reading(peopleRequest, (page, asked) => {
  if (asked.change === 'leave') {
    if (!hasPhone(page, asked.id)) return NO_SUCH_PERSON;
    page.sandbox.leave(asked.id);
    return given();
  }
  const { department } = asked;
  if (!page.sandbox.departments().some(({ departmentId }) => departmentId === department)) {
    return refused(404, '演示单位没有这个部门。');
  }
  if (asked.change === 'join') return joined(page, asked);
  if (!hasPhone(page, asked.id)) return NO_SUCH_PERSON;
  page.sandbox.move(asked.id, [department]);
  return given();
});

function befall(sandbox: Sandbox, asked: ConnectionRequest): void {
  if ('on' in asked) sandbox.setFrameWeather({ [asked.event]: asked.on });
  else if (asked.event === 'disconnect') sandbox.disconnect();
  else if (asked.event === 'silence') sandbox.silenceSockets();
  else sandbox.failHandshakes(REFUSED_HANDSHAKES);
}

function joined(
  page: OfficePage,
  { name, title, department }: { name: string; title: string; department: number },
): PageAnswer {
  let number = 1;
  while (hasPhone(page, `newcomer-${number}`)) number += 1;
  const userId = `newcomer-${number}`;
  page.sandbox.join({ userId, name, title, departmentIds: [department] });
  return given({ id: userId });
}
