import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Account, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { newActor } from './actors';

export interface UserAndAccount {
  /** An Operator. */
  actor: Actor;
  user: User;
  account: Account;
}

/** Makes an Operator, and a user and an account that are not linked. */
export async function makeUserAndAccount(): Promise<UserAndAccount> {
  const db = database();
  return {
    actor: await newActor({ permissions: ['Operator'] }),
    user: await create.user(db),
    account: await create.account(db, { omsId: (await create.oms(db)).id }),
  };
}
