import { describe, expect, it } from 'vitest';
import { removals } from './registry';
import { contextOf } from './testing/callers';
import { type Kind, makeScene, type Scene } from './testing/kinds-of-caller';
import { outcomeOf } from './testing/outcome';
import { readTable } from './testing/read-table';
import { changesSince, readEntries, readState } from './testing/state';
import { setUpTestDatabase } from './testing/test-database';

setUpTestDatabase();

// Who gets which code. "own" is the caller's own, which gives no right; nobody holds what is "missing";
// "nowhere" is a company that does not exist. "elsewhere" is the CoAdmin of another company.
const CODES = `
                             nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER barred ended
  RemoveOperatorOMS own          20    20        0      20        20            20         0     20    20
  RemoveOperatorOMS foreign      20    20        0      20        20            20         0     20    20
  RemoveOperatorOMS missing      20    20      104      20        20            20       104     20    20
  RemoveUserAccount own          20    20        0      20        20            20         0     20    20
  RemoveUserAccount foreign      20    20        0      20        20            20         0     20    20
  RemoveUserAccount missing      20    20      104      20        20            20       104     20    20
  RemoveUserRole    own          20    20       20       0        20             0         0     20    20
  RemoveUserRole    foreign      20    20       20       0        20             0         0     20    20
  RemoveUserRole    missing      20    20       20     104        20           104       104     20    20
  RemoveUserRole    nowhere      20    20       20      20        20           104       104     20    20
`;

type Thing = 'own' | 'foreign' | 'missing' | 'nowhere';
interface Case {
  request: Record<string, unknown>;
  /** The row that goes when it is done. */
  row: Record<string, unknown>;
}

const CASES: Record<keyof typeof removals, (scene: Scene, thing: Thing) => Case> = {
  RemoveOperatorOMS: ({ own, foreign }, thing) => {
    const [operator, oms] = [thing === 'foreign' ? foreign : own, thing === 'own' ? own : foreign];
    return {
      request: { OperatorId: operator.userId, OMSId: oms.omsId },
      row: { table: 'operator_omses', operator_id: operator.userId, oms_id: oms.omsId, is_default: false },
    };
  },
  RemoveUserAccount: ({ own, foreign }, thing) => {
    const [user, account] = [thing === 'foreign' ? foreign : own, thing === 'own' ? own : foreign];
    return {
      request: { accountId: account.accountId, userName: user.userName },
      row: { table: 'user_accounts', user_id: user.userId, account_id: account.accountId },
    };
  },
  RemoveUserRole: ({ own, foreign, here }, thing) => {
    const user = thing === 'own' ? own : foreign;
    const companyName = thing === 'nowhere' ? 'No Such Company' : here.name;
    const roleName = thing === 'missing' ? 'CoAgent' : 'CoShareholder';
    return {
      request: { companyName, roleName, userName: user.userName },
      row: { table: 'company_roles', company_id: here.id, user_id: user.userId, role: 'CoShareholder' },
    };
  },
};

const cells = readTable(CODES, 2).map(({ row, column, cell }) => ({
  call: row[0] as keyof typeof removals,
  thing: row[1] as Thing,
  kind: column as Kind,
  code: Number(cell),
}));

describe('the permission table of the removals', () => {
  it.each(cells)(
    '$call of a thing that is $thing, by $kind, gives $code',
    async ({ call, thing, kind, code }) => {
      const scene = await makeScene(kind);
      const { request, row } = CASES[call](scene, thing);
      const context = contextOf();
      const [before, entriesBefore] = [await readState(), await readEntries()];

      expect(
        await outcomeOf<unknown>(removals[call].preview.run(scene.nextActor, request, context)),
      ).toMatchObject({
        code,
      });
      expect(await changesSince(before)).toEqual({ gone: [], come: [] });
      expect(await readEntries()).toEqual(entriesBefore);

      expect(await outcomeOf<unknown>(removals[call].run(scene.actor, request, context))).toMatchObject({
        code,
      });
      const gone = code === 0 ? [expect.objectContaining(row)] : [];
      expect(await changesSince(before)).toEqual({ gone, come: [] });
      const entry = {
        ...{
          call,
          actorId: scene.actor?.userId,
          sessionId: scene.actor?.sessionId,
          requestId: context.requestId,
        },
        ...{ outcome: code === 0 ? 'done' : 'refused', errorCode: code },
      };
      const expected = scene.actor === null ? [] : [expect.objectContaining(entry)];
      expect((await readEntries()).slice(entriesBefore.length)).toEqual(expected);
    },
  );
});
