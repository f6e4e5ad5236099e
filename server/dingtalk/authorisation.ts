import { z } from 'zod';
import type { Caller } from './caller.ts';
import type { CallOutcome } from './failures.ts';

/** Whom of the address book the app may read (通讯录接口权限范围). Department 1 is the whole organisation. */
export interface AuthorisedPart {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly string[];
}

/** Free of charge. */
export type AuthorisedPartOf = () => Promise<CallOutcome<AuthorisedPart>>;

export function connectAuthorisation(caller: Caller): {
  readonly authorisedPart: AuthorisedPartOf;
} {
  return {
    authorisedPart: () =>
      caller.legacy('/auth/scopes', { body: null, answer: partAnswer, charged: false }),
  };
}

const partAnswer = z
  .object({
    auth_org_scopes: z.object({
      authed_dept: z.array(z.number()).nullish(),
      authed_user: z.array(z.string()).nullish(),
    }),
  })
  .transform(
    ({ auth_org_scopes: { authed_dept, authed_user } }): AuthorisedPart => ({
      departmentIds: authed_dept ?? [],
      userIds: authed_user ?? [],
    }),
  );
