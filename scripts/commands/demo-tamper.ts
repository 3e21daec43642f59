import { BLAMED, tamper } from '@/prisma/demo/tamper';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { npmScript } from './input/npm-script';

const command = npmScript(
  'demo:tamper',
  'Changes one entry of the demo’s audit log behind the console’s back, so that Verify finds it.',
);

/** `npm run demo:tamper`: shows what the signatures of the audit log are for. */
export function run(args: string[]): Promise<number> {
  command.parse(args, { from: 'user' });
  return withConsoleDatabase(async (db, { DEMO_WORLD }) => {
    if (!DEMO_WORLD) {
      throw new UserError('DATABASE_URL is set. This command changes only the embedded demo, no other log.');
    }
    const entry = await tamper(db);
    if (!entry) throw new UserError('No entry is left to change. `npm run demo:reset` makes a new demo.');
    console.log(
      `Entry ${entry.seq} (${entry.target}) now says that ${BLAMED} did what ${entry.actorName} did.\n` +
        `To find it, sign in as platform, open the audit log and verify it, or run \`npm run audit:verify\`.\n` +
        `To make a new demo, stop the console and run \`npm run demo:reset\`.`,
    );
  });
}
