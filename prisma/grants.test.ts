import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeOldSessions } from '@/domain/sessions/purge';
import { admitSignIn } from '@/domain/sign-in/admit';
import { clearFailures } from '@/domain/sign-in/clear-failures';
import { callAbout, MUTATIONS, makeAuditedWorld } from '@/domain/testing/audited-calls';
import { withConnection } from '@/scripts/database/connection';
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database';
import { createDatabase, database } from './client';
import { create } from './factories';
import { migrate } from './migrate';

const suffix = randomBytes(4).toString('hex');
const roles = { access_console: `access_console_${suffix}`, exchange_loader: `exchange_loader_${suffix}` };
const inRoles = (sql: string) =>
  sql.replace(/\b(access_console|exchange_loader)\b/g, (name) => roles[name as keyof typeof roles]);

const text = readFileSync(path.join(import.meta.dirname, '../docs/data.md'), 'utf8');

/** Returns the names in backticks. */
const namesIn = (words: string) => [...words.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);

/** Returns the blocks of SQL below a heading of docs/data.md. */
function sqlBelow(heading: string): string[] {
  const section = text.slice(text.indexOf(`## ${heading}`));
  return [...section.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => inRoles(sql ?? ''));
}

let created: TestDatabase;

function urlOf(role: string): string {
  const url = new URL(created.url);
  [url.username, url.password] = [role, 'secret'];
  return url.href;
}

const asLoader = <T>(work: (client: pg.Client) => Promise<T>) =>
  withConnection(urlOf(roles.exchange_loader), work);

beforeAll(async () => {
  created = await createTestDatabase();
  await withConnection(created.url, async (client) => {
    for (const role of Object.values(roles))
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    // An earlier version of docs/data.md granted this.
    await client.query(inRoles('GRANT SELECT, INSERT, UPDATE ON users, operators TO exchange_loader'));
    const blocks = sqlBelow('Database roles');
    expect(blocks).toHaveLength(2);
    // docs/data.md says to run the grants again after an upgrade.
    for (const sql of [...blocks, ...blocks]) await client.query(sql);
  });
});

afterAll(async () => {
  await database().$disconnect();
  await withConnection(created.url, async (client) => {
    for (const role of Object.values(roles)) await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
  await created.drop();
});

describe('docs/data.md', () => {
  /** The first cell of each row, with the second: what the exchange does with the tables. */
  const rows = [...text.matchAll(/^\| (`[^|]+) \| ([^|]+) \|/gm)].map(([, tables = '', use = '']) => ({
    tables: namesIn(tables),
    isFilled: !use.startsWith('never'),
  }));

  it('says of each table who writes it', async () => {
    const stored = await withConnection(created.url, (client) =>
      client.query<{ name: string }>(`SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'`),
    );
    const told = rows.flatMap(({ tables }) => tables);
    expect(told.toSorted()).toEqual(stored.rows.map(({ name }) => name).toSorted());
  });

  it('gives a place in the order, and the right to add rows, for each table that the exchange fills', async () => {
    const [, order = ''] = /^Fill the tables in this order[^:]*: ([^;]*);/m.exec(text) ?? [];
    const filled = rows.flatMap(({ tables, isFilled }) => (isFilled ? tables : []));
    expect(namesIn(order).toSorted()).toEqual(filled.toSorted());
    const allowed = await asLoader((client) =>
      client.query<{ name: string }>(
        `SELECT name FROM unnest($1::text[]) AS name WHERE has_any_column_privilege(name, 'INSERT')`,
        [filled],
      ),
    );
    expect(allowed.rows.map(({ name }) => name)).toEqual(filled);
  });
});

describe('the role of the console, with the grants of docs/data.md', () => {
  const shared = globalThis as {
    accessConsoleDatabase?: { client: ReturnType<typeof createDatabase> } | undefined;
  };

  it('starts on a migrated database, makes every call, and deletes old sessions', async () => {
    const world = await makeAuditedWorld();
    const owner = database();
    const sessions: Record<string, { id: string; secret: string }> = {};
    for (const [name, { id: userId }] of Object.entries(world.users)) {
      sessions[name] = await create.session(owner, { userId });
    }
    sessions.another = await create.session(owner, { userId: world.users.subject.id });
    const old = { createdAt: new Date('2020-01-01'), expiresAt: new Date('2020-01-02') };
    await create.session(owner, { userId: world.users.plain.id, ...old });
    await owner.$disconnect();
    shared.accessConsoleDatabase = { client: createDatabase(urlOf(roles.access_console), 3) };

    expect(await migrate(urlOf(roles.access_console))).toEqual([]);
    const hows: Record<string, string> = { RemoveUserRole: 'there' };
    // These are about a session that later calls end, and an assignment that one of them removes.
    const first = ['EndSession', 'SetDefaultOperatorOMS'];
    const others = MUTATIONS.filter((name) => !first.includes(name));
    for (const name of [...first, ...others, 'ExportAuditLog']) {
      await callAbout(name, { how: hows[name] ?? '', world, sessions });
    }
    await callAbout('RemoveUserRole', { how: '20', world, sessions });
    const attempt = { userName: 'anybody', userId: null, address: '192.0.2.1', device: null };
    expect(await admitSignIn(attempt)).toBe(true);
    await clearFailures(attempt);
    expect(await purgeOldSessions()).toBe(1);
  });
});

describe('the role of the loader, with the grants of docs/data.md', () => {
  it('can run the examples that fill the tables and remove links', async () => {
    const [first] = sqlBelow('Filling the tables');
    const [, unlink] = sqlBelow('Keeping in step');
    await asLoader(async (client) => {
      const copied = `INSERT INTO users (id, user_name, email, email_verified)
        SELECT id, 'loaded ' || id, id || '@example.com', true FROM unnest(ARRAY[5001, 5002, 5003]) AS id;`;
      await client.query((first ?? '').replace(/^\\copy users.*$/m, copied));
      await client.query(unlink ?? '');
    });
  });

  it('can change names, which the links of that name follow', async () => {
    const { id: userId } = await withOwner((db) => create.user(db));
    const added =
      'INSERT INTO company_roles (company_id, user_id, role) SELECT id, $1, $2 FROM companies LIMIT 1';
    await asLoader(async (client) => {
      await client.query(added, [userId, 'CoAgent']);
      await client.query(`UPDATE users SET user_name = 'Renamed ' || id WHERE id = $1`, [userId]);
      const { rows } = await client.query('SELECT user_key FROM company_roles WHERE user_id = $1', [userId]);
      expect(rows).toEqual([{ user_key: `renamed ${userId}` }]);
    });
  });

  it('can’t use what runs as the owner for a table of its own, and no such function looks in its tables', async () => {
    await asLoader(async (client) => {
      const { rows } = await client.query<{ name: string; settings: string[] | null }>(`
        SELECT proname AS name, proconfig AS settings FROM pg_proc
        WHERE prosecdef AND pronamespace = current_schema::regnamespace`);
      expect(rows.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['keep_search_words', 'users_give_keys', 'count_able_user']),
      );
      await client.query('CREATE TEMPORARY TABLE own (id int, user_name text)');
      for (const { name, settings } of rows) {
        expect(settings, name).toEqual([expect.stringMatching(/^search_path=.*, pg_temp$/)]);
        const trigger = `CREATE TRIGGER own AFTER UPDATE ON own FOR EACH ROW EXECUTE FUNCTION ${name}()`;
        await expect(client.query(trigger), name).rejects.toThrow('permission denied for function');
      }
    });
  });

  it.each([
    ['give a permission above Operator', "INSERT INTO user_permissions VALUES ($1, 'SUPERUSER')"],
    ['give a permission above Operator', "INSERT INTO user_permissions VALUES ($1, 'PlatformAdmin')"],
    ['set a password hash', "UPDATE users SET password_hash = '$argon2id$x' WHERE id = $1"],
    [
      'add a user with a password hash',
      "INSERT INTO users (id, user_name, email, password_hash) VALUES ($1 + 1000, 'x', 'x', '$argon2id$x')",
    ],
    ['read a password hash', 'SELECT password_hash FROM users WHERE id = $1'],
    ['change a user’s id', 'UPDATE users SET id = id + 1000 WHERE id = $1'],
    ['read sessions', 'SELECT FROM sessions WHERE user_id = $1'],
    ['change the audit log', 'DELETE FROM audit_entries WHERE actor_id = $1'],
  ])('can’t %s', async (_, sql) => {
    const { id } = await withOwner((db) => create.user(db, { permissions: [] }));
    await expect(asLoader((client) => client.query(sql, [id]))).rejects.toThrow(
      /permission denied|violates row-level security/,
    );
  });

  it('can’t remove a permission above Operator', async () => {
    const { id } = await withOwner((db) => create.user(db, { permissions: ['SUPERUSER'] }));
    const sql = 'DELETE FROM user_permissions WHERE user_id = $1';
    const { rowCount } = await asLoader((client) => client.query(sql, [id]));
    expect(rowCount).toBe(0);
  });

  it('can’t keep a transaction idle for more than a minute', async () => {
    const sql = "SELECT current_setting('idle_in_transaction_session_timeout') AS it";
    expect(await asLoader(async (client) => (await client.query(sql)).rows)).toEqual([{ it: '1min' }]);
  });
});

async function withOwner<T>(work: (db: ReturnType<typeof createDatabase>) => Promise<T>): Promise<T> {
  const db = createDatabase(created.url, 1);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}
