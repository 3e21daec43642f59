import { DEMO_PASSWORD, DEMO_USERS } from '@/domain/sign-in/demo-users';
import type { Env } from '@/env';
import { gatewayAddress } from './listeners';

/** Prints where the console and the gateway answer, how to sign in to the demo, and how to stop. */
export function announceConsole(env: Env, isDemo: boolean): void {
  const lines = [
    `Access Console answers at ${env.NEXTAUTH_URL}`,
    `Programs call its gateway at ${gatewayAddress(env)}`,
  ];
  if (isDemo) {
    lines.push('', `Sign in with the password ${DEMO_PASSWORD} as`);
    for (const { userName, role } of DEMO_USERS) lines.push(`  ${userName.padEnd(10)} ${role}`);
  }
  lines.push('', 'Stop it with Ctrl+C.');
  console.log(`\n${lines.join('\n')}\n`);
}
