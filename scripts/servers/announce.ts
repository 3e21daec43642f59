import type { Env } from '@/env';
import { DEMO_PASSWORD } from '@/prisma/seed';
import { gatewayAddress } from './listeners';

const signIns = [
  ['dreyes', 'Operator'],
  ['jsmith', 'CompanyAdmin of Windmill Farm, Inc.'],
  ['tsmith', 'CompanyAdmin of Jones Investments, LLC'],
  ['platform', 'PlatformAdmin'],
  ['superuser', 'SUPERUSER'],
] as const;

/** Prints where the console and the gateway answer, how to sign in to the demo, and how to stop. */
export function announceConsole(env: Env, isDemo: boolean): void {
  const lines = [
    `Access Console answers at ${env.NEXTAUTH_URL}`,
    `Programs call its gateway at ${gatewayAddress(env)}`,
  ];
  if (isDemo) {
    lines.push('', `Sign in with the password ${DEMO_PASSWORD} as`);
    for (const [name, role] of signIns) lines.push(`  ${name.padEnd(10)} ${role}`);
  }
  lines.push('', 'Stop it with Ctrl+C.');
  console.log(`\n${lines.join('\n')}\n`);
}
