import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine but fails when it can't find one, and accepts any executable.
// Other commands need Prisma's engine and DATABASE_URL. `npm start` migrates without them: prisma/migrate.ts.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
