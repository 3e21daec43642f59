/** The password of every demo user. It is public: the demo world must not be reachable from elsewhere. */
export const DEMO_PASSWORD = 'demo-access-console';

/** A user of the demo, with their permission or role, and what the console shows when they sign in. */
export interface DemoUser {
  userName: string;
  role: string;
  shows: string;
}

/** The users of the demo to sign in as. */
export const DEMO_USERS: readonly DemoUser[] = [
  { userName: 'dreyes', role: 'Operator', shows: 'Unassigns operators and unlinks users, anywhere' },
  {
    userName: 'jsmith',
    role: 'CompanyAdmin of Windmill Farm, Inc.',
    shows: 'Removes roles in one company, and sees no other',
  },
  {
    userName: 'tsmith',
    role: 'CompanyAdmin of Jones Investments, LLC',
    shows: 'Is refused: the last CoAdmin can’t leave',
  },
  { userName: 'platform', role: 'PlatformAdmin', shows: 'Verifies the audit log and restores roles' },
  { userName: 'superuser', role: 'SUPERUSER', shows: 'Does everything, and ends sessions' },
];
