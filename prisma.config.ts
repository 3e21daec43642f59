import { defineConfig } from 'prisma/config';

// `prisma generate` needs no schema engine, yet stops when it can't find one; any executable satisfies
// it. Every other command keeps its own. Migrations run without an engine: prisma/migrate.ts.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
