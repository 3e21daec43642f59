import { DEMO_PASSWORD, DEMO_USERS } from '@/domain/sign-in/demo-users';
import { env } from '@/env';

/** Whether this console shows the demo world, whose users and password are public. */
export const isDemo = (): boolean => env().DEMO_WORLD;

/** The users that the sign-in page offers, with their password; null unless this is the demo. */
export const demoSignIns = () => (isDemo() ? { password: DEMO_PASSWORD, users: DEMO_USERS } : null);
