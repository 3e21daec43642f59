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

/** Tells whoever started the console where it answers, how to come in, and how to stop it. */
export function announceConsole(env: Env, isDemo: boolean): void {
  const lines = [
    `Access Console answers at ${env.NEXTAUTH_URL}`,
    `Programs call its gateway at ${gatewayAddress(env)}`,
  ];
  if (isDemo) {
    lines.push('', `Sign in with the password ${DEMO_PASSWORD} as`);
    for (const [name, right] of signIns) lines.push(`  ${name.padEnd(10)} ${right}`);
  }
  lines.push('', 'Stop it with Ctrl+C.');
  console.log(`\n${lines.join('\n')}\n`);
}
