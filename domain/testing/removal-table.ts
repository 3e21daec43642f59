import type { removals } from '../removals';
import type { ActorKind, ActorScene } from './kinds-of-actor';
import { readTable } from './read-table';

// The code that each kind of actor gets (0 is success). Columns are kinds of actor: "nobody" has no session,
// "elsewhere" is the CoAdmin of another company, "blocked" may not sign in, "ended" has a session that has
// ended. Rows name a removal and its target: "own" is a link of the actor (which gives no right to remove
// it), "foreign" a link of another user, "missing" a link that does not exist, "nowhere" a company that does
// not exist.
const CODES = `
                             nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  RemoveOperatorOMS own          20    20        0      20        20            20         0      20    20
  RemoveOperatorOMS foreign      20    20        0      20        20            20         0      20    20
  RemoveOperatorOMS missing      20    20      104      20        20            20       104      20    20
  RemoveUserAccount own          20    20        0      20        20            20         0      20    20
  RemoveUserAccount foreign      20    20        0      20        20            20         0      20    20
  RemoveUserAccount missing      20    20      104      20        20            20       104      20    20
  RemoveUserRole    own          20    20       20       0        20             0         0      20    20
  RemoveUserRole    foreign      20    20       20       0        20             0         0      20    20
  RemoveUserRole    missing      20    20       20     104        20           104       104      20    20
  RemoveUserRole    nowhere      20    20       20      20        20           104       104      20    20
`;

/** Which link the removal is about, as the rows of the table name it. */
type Thing = 'own' | 'foreign' | 'missing' | 'nowhere';
/** A removal of such a link. */
interface Case {
  request: Record<string, unknown>;
  /** The row that the removal deletes. */
  row: Record<string, unknown>;
}

/** The request and the row of each removal, in a scene. */
export const REMOVALS: Record<keyof typeof removals, (scene: ActorScene, thing: Thing) => Case> = {
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

/** The cells of the permission table: the removal, its target, the kind of actor and the code. */
export const removalCells = readTable(CODES, 2).map(({ row, column, cell }) => ({
  call: row[0] as keyof typeof removals,
  thing: row[1] as Thing,
  kind: column as ActorKind,
  code: Number(cell),
}));
