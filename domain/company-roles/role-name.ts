import { z } from 'zod';
import { refuse } from '../call/errors';
import { field } from '../call/request';
import { ROLE_NAMES, type RoleName } from '../companies/types';

/** The exchange's documents use two names for each role. The database stores CoAdmin and the like. */
const ALIASES: Record<string, RoleName> = {
  CompanyAdmin: 'CoAdmin',
  CompanyShareholder: 'CoShareholder',
  CompanyAgent: 'CoAgent',
};

const storedName = (given: unknown) =>
  typeof given === 'string' && Object.hasOwn(ALIASES, given) ? ALIASES[given] : given;

/** The schema of a role's name in a request. It turns an alias into the stored name. */
export const roleNameField = () => z.preprocess(storedName, field.name({ examples: [...ROLE_NAMES] }));

const isRoleName = (name: string): name is RoleName => (ROLE_NAMES as readonly string[]).includes(name);

/**
 * Returns the role of that name.
 *
 * @param name as roleNameField returns it
 * @throws Refusal 104 when there is no such role
 */
export function roleNamed(name: string): RoleName {
  if (isRoleName(name)) return name;
  return refuse('not_found', `There is no role ${name}. Roles are ${ROLE_NAMES.join(', ')}.`);
}
