import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { writeEntries } from '../call/audit/write';
import { inTransaction } from '../call/transaction';
import { ROLE_NAMES } from '../companies/types';
import { contextOf, newActor } from './actors';

/**
 * Prefixes of names that differ in case, accent, punctuation and length, so that they test the sort order.
 */
const PREFIXES = ['a', 'B', 'ä', 'Z', 'é', '_', '%', ' x', '10', '9', 'ß', 'I', 'i', '🌾', 'a-b', 'ab'];

/** Fewer than the database pool has connections. */
const BATCH = 8;

const nameOf = (kind: string, index: number) => `${PREFIXES[index % PREFIXES.length]}${kind}${index}`;

/** Makes rows concurrently, a batch at a time. */
export async function makeMany<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => make(from + offset));
    made.push(...(await Promise.all(batch)));
  }
  return made;
}

/**
 * Fills every list: 480 assignments, account links and roles, 500 audit entries, 120 OMSs and companies.
 * Each operator's name occurs twice, because those names need not be unique.
 */
export async function makeManyRows() {
  const db = database();
  const omses = await makeMany(120, (index) => create.oms(db, { name: nameOf('oms', index) }));
  const users = await makeMany(120, (index) =>
    create.user(db, {
      userName: nameOf('user', index),
      ...(index < 40 && { permissions: ['Operator'], operatorName: nameOf('operator', index % 20) }),
    }),
  );
  const accounts = await makeMany(120, (index) =>
    create.account(db, { handle: nameOf('account', index), omsId: omses[index]?.id ?? 0 }),
  );
  const companies = await makeMany(120, (index) => create.company(db, { name: nameOf('company', index) }));
  const at = <T>(list: T[], index: number) => list[index % list.length] as T;

  await makeMany(480, (index) =>
    create.assignment(db, {
      operatorId: at(users, index % 40).id,
      omsId: at(omses, Math.floor(index / 40) * 7 + index).id,
    }),
  );
  await makeMany(480, (index) =>
    create.link(db, {
      userId: at(users, index).id,
      accountId: at(accounts, Math.floor(index / 120) * 13 + index).id,
    }),
  );
  await makeMany(480, (index) =>
    create.role(db, {
      userId: at(users, index).id,
      companyId: at(companies, Math.floor(index / 40)).id,
      role: at([...ROLE_NAMES], index),
    }),
  );
  const actor = await newActor();
  for (let index = 0; index < 500; index += 1) {
    const context = contextOf();
    const target = { words: nameOf('target', index), companyId: at(companies, index).id };
    const attempt = { actor, context, call: 'SomeCall', requestId: context.requestId, target, request: {} };
    await inTransaction((tx) =>
      writeEntries(tx, [{ attempt, result: { outcome: 'done', errorCode: 0, detail: null } }]),
    );
  }
  return { omses, users, accounts, companies };
}
