/** The fictional office's people, by what they are (db/seed/offices/jinghu2020.json). */

export const principal = 'leader-principal';
export const petitionLeader = 'leader-petition';
export const director = 'office-director';
export const clerk = 'office-clerk-1';
export const otherClerk = 'office-clerk-2';

/** 征迁部, and the office leader in charge of its matters. */
export const demolition = {
  id: 'demolition',
  liaisonA: 'demolition-a',
  liaisonB: 'demolition-b',
  head: 'demolition-head',
  caseworker: 'demolition-c',
  leader: 'leader-land',
};

/** 规划建设部 */
export const construction = {
  id: 'construction',
  liaisonA: 'construction-a',
  liaisonB: 'construction-b',
  head: 'construction-head',
  caseworker: 'construction-c',
  leader: 'leader-works',
};

/** 城市管理部 */
export const city = {
  id: 'city',
  liaisonA: 'city-a',
  liaisonB: 'city-b',
  head: 'city-head',
  caseworker: 'city-c',
  leader: 'leader-works',
};
