import { toDoList } from '../../contract/view.ts';
import { route } from '../route.ts';
import { summariesOf } from '../summaries.ts';
import { officeHours } from '../views/office-hours.ts';

export const toDo = route(
  {
    method: 'GET',
    path: '/api/todo',
    summary: '待我办理，最紧急的在前',
    access: 'signedIn',
    rate: 'reads',
    answer: toDoList,
  },
  async ({ person }, scene) => {
    const petitions = await scene.deps.store.toDo(person.id);
    const items = await summariesOf(petitions, person, scene);
    return {
      status: 200,
      body: {
        now: scene.now,
        officeHours: officeHours(scene.calendar, scene.now),
        items: [...items],
      },
    };
  },
);
