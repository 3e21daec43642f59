import type { DemoWorld } from '../world';
import type { Act, PastAttempt } from './past-call';
import { GATEWAY } from './removals';

const once = (attempt: PastAttempt): Act => [[0, attempt]];

const coAdminOf = (companyName: string, userName: string) => ({ companyName, roleName: 'CoAdmin', userName });

const attempt = (
  actor: string,
  call: PastAttempt['call'],
  request: object,
  address?: string,
): PastAttempt => ({ actor, call, request, ...(address && { address }) });

/** Attempts that a missing right or a rule refuses: five and three. */
export const refusals: readonly Act[] = [
  attempt('platform', 'RemoveOperatorOMS', { OperatorId: 2, OMSId: 3 }),
  attempt('tsmith', 'RemoveUserRole', coAdminOf('Jones Investments, LLC', 'tsmith')),
  attempt('dreyes', 'RemoveUserRole', coAdminOf('Solo Mining Ltd', 'ssolo'), GATEWAY.dreyes),
  attempt(
    'jsmith',
    'RemoveUserAccount',
    { accountHandle: 'windmill-main', userName: 'jdoaks' },
    '192.0.2.44',
  ),
  attempt('ssolo', 'RemoveUserRole', coAdminOf('Solo Mining Ltd', 'ssolo')),
  attempt('mchen', 'ForceUserLogoff', { username: 'jdoaks' }, GATEWAY.mchen),
  attempt(
    'platform',
    'RemoveUserAccount',
    { accountHandle: 'jones-main', userName: 'tsmith' },
    GATEWAY.platform,
  ),
  attempt('tsmith', 'RemoveUserRole', coAdminOf('Jones Investments, LLC', 'tsmith')),
].map(once);

const setSignIn = (userId: number, emailVerified: boolean): PastAttempt => ({
  actor: 'dreyes',
  call: 'SetUserInfo',
  request: { userId, emailVerified },
});

const HOUR = 3_600;

/** Three people whose sign-in is blocked; that of the last one is allowed again on the same day. */
export const signInChanges = ([first, second, third]: readonly [number, number, number]): readonly Act[] => [
  once(setSignIn(first, false)),
  once(setSignIn(second, false)),
  [
    [0, setSignIn(third, false)],
    [3 * HOUR, setSignIn(third, true)],
  ],
];

const exported = (format: 'csv' | 'json', filters: Record<string, string>): PastAttempt => ({
  actor: 'platform',
  call: 'ExportAuditLog',
  request: { format, list: { sort: 'time', direction: 'desc', filters } },
});

/** Two exports of the audit log. */
export const auditExports: readonly Act[] = [
  once(exported('csv', {})),
  once(exported('json', { outcome: 'refused' })),
];

/**
 * Puts what went wrong before some of the single removals: two whose facts had changed, one with a wrong
 * default, and one that the database did not answer in time. Restores six.
 */
export function actsOf(single: readonly PastAttempt[], restored: readonly PastAttempt[]): Act[] {
  const others = single.filter((attempt) => !restored.includes(attempt));
  const isConsoleLink = ({ call, address }: PastAttempt) => call === 'RemoveUserAccount' && !address;
  // The latest, so that the overview’s figure of the last days has something to count.
  const outdated = others.filter(isConsoleLink).slice(-2);
  const wrong = others.find(({ call, address }) => call === 'RemoveOperatorOMS' && address === GATEWAY.mchen);
  const slow = others.find(({ call, address }) => call === 'RemoveUserAccount' && address === GATEWAY.mchen);
  return single.map((attempt): Act => {
    if (outdated.includes(attempt))
      return [
        [0, { ...attempt, isOutdated: true }],
        [95, attempt],
      ];
    if (attempt === wrong) {
      return [
        [0, { ...attempt, request: { ...attempt.request, IsDefault: true } }],
        [40, attempt],
      ];
    }
    if (attempt === slow)
      return [
        [0, { ...attempt, isTooSlow: true }],
        [20, attempt],
      ];
    if (!restored.includes(attempt)) return once(attempt);
    const { actor } = attempt;
    return [
      [0, attempt],
      [HOUR / 2, { actor, call: 'Restore', request: {}, restores: attempt }],
    ];
  });
}

/** The users whose sign-in the history blocks: two who are blocked in the world, and one who is not. */
export function usersToBlock(world: DemoWorld): [number, number, number] {
  const madeUp = world.users.filter(({ id }) => id > 100);
  const operators = new Set(world.operators.map(({ id }) => id));
  const [first, second] = madeUp.filter(({ emailVerified }) => !emailVerified).slice(1);
  const third = madeUp.find(({ id, emailVerified }) => emailVerified && !operators.has(id));
  if (!first || !second || !third) throw new Error('The demo world has too few users to block.');
  return [first.id, second.id, third.id];
}
