import pg from 'pg';
import { env } from '@/env';

/** A statement as it was sent to the database. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** A node of a plan, as EXPLAIN writes it in JSON. */
export interface PlanNode {
  'Node Type': string;
  Alias?: string;
  'Relation Name'?: string;
  'Parent Relationship'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** The number of blocks that a plan read, with all plans below it. */
export const blocksOf = (plan: PlanNode): number =>
  (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);

/** A connection without the console's time limit for a statement. */
export async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The statements that are sent to the database while something runs. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const { query } = pg.Client.prototype;
  const statements: Statement[] = [];
  function record(this: pg.Client, ...args: [string | Statement]) {
    const [asked] = args;
    statements.push(typeof asked === 'string' ? { text: asked, values: [] } : asked);
    return Reflect.apply(query, this, args);
  }
  pg.Client.prototype.query = record as typeof query;
  try {
    await work();
    return statements;
  } finally {
    pg.Client.prototype.query = query;
  }
}

/**
 * Runs statements again and returns the plan of each.
 *
 * @param avoided kinds of plans that the planner chooses only where it has no other, such as `sort`
 */
export const explain = (
  statements: readonly Statement[],
  avoided: readonly string[] = [],
): Promise<PlanNode[]> =>
  withClient(async (client) => {
    for (const kind of avoided) await client.query(`SET enable_${kind} = off`);
    const plans: PlanNode[] = [];
    for (const statement of statements) plans.push(await planOf(client, statement));
    return plans;
  });

/** Runs a statement again on this connection and returns its plan. */
export async function planOf(client: pg.Client, { text, values }: Statement): Promise<PlanNode> {
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
  return rows[0]['QUERY PLAN'][0].Plan;
}

/** A plan and all plans below it. */
export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** A plan without those that PostgreSQL runs once before it, such as the count of a list. */
export const withoutInitPlans = ({ Plans = [], ...plan }: PlanNode): PlanNode => ({
  ...plan,
  Plans: Plans.filter((part) => part['Parent Relationship'] !== 'InitPlan').map(withoutInitPlans),
});
