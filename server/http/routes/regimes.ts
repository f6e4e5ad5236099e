import { regimeList } from '../../contract/view.ts';
import { route } from '../route.ts';
import { registrationFormView } from '../views/registration.ts';

export const listRegimes = route(
  {
    method: 'GET',
    path: '/api/regimes',
    summary: '登记所依据的制度及其条文疑义的处理',
    access: 'signedIn',
    rate: 'reads',
    answer: regimeList,
  },
  (_asked, { regime, directory }) => ({
    status: 200,
    body: {
      items: [
        {
          id: regime.id,
          version: regime.version,
          title: regime.title,
          documentNumber: regime.documentNumber,
          flows: Object.entries(regime.flows).map(([id, { title }]) => ({ id, title })),
          registration: registrationFormView(null, { regime, directory }),
          choices: regime.choices.map(({ id, question, choice, reason }) => ({
            id,
            question,
            choice,
            reason,
          })),
        },
      ],
    },
  }),
);
