import { z } from 'zod';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { PermissionName } from '@/prisma/generated/enums';
import { MAX_NAME_LENGTH } from '../call/request';
import { demandUncommon, newPassword } from '../sign-in/new-password';
import { hashPassword } from '../sign-in/password';

const name = (what: string) =>
  z
    .string({ error: `${what} must be given.` })
    .min(1, `${what} must not be empty.`)
    .max(MAX_NAME_LENGTH, `${what} is too long: at most ${MAX_NAME_LENGTH} characters.`)
    // Names are matched exactly, so they must not contain invisible characters.
    .regex(/^[^\p{C}]*$/u, `${what} must not contain invisible characters.`)
    .refine((text) => text === text.trim(), `${what} must not begin or end with a space.`);

const request = z
  .object({
    userName: name('The user name'),
    email: z.email('The e-mail address is not valid.').max(320, 'The e-mail address is too long.'),
    permissions: z.array(
      z.enum(PermissionName, {
        error: ({ input }) =>
          `There is no permission "${input}": choose from ${Object.values(PermissionName).join(', ')}.`,
      }),
    ),
    password: newPassword,
    operatorName: name('The operator name').optional(),
  })
  .refine(({ operatorName, permissions }) => !operatorName || permissions.includes('Operator'), {
    error: 'An operator name needs the permission Operator.',
  });

/** A new user, not yet checked. */
export type NewUser = {
  userName: string;
  email: string;
  permissions: readonly string[];
  password: string;
  /** The operator's name in the lists. The default is the user name. */
  operatorName?: string | undefined;
};

async function reasonForConflict(tx: Prisma.TransactionClient, userName: string): Promise<string> {
  // In SQL, since Prisma's own way to ignore case reads "_" and "%" as wildcards.
  const [other] = await tx.$queryRaw<{ name: string }[]>`
    SELECT user_name AS name FROM users WHERE lower(user_name) = lower(${userName})`;
  return other
    ? `The user name "${userName}" is taken by "${other.name}": names must differ in more than case.`
    : 'The next user id is in use already: set the sequence of users.id after rows with ids of their own.';
}

/**
 * Creates a user who can sign in. With the permission Operator they also get a row in `operators`.
 *
 * @throws Error, fit to be shown, when the name is taken or a value is not valid
 */
export async function createUser(db: PrismaClient, newUser: NewUser): Promise<{ id: number }> {
  const checked = request.safeParse(newUser);
  if (!checked.success) throw new Error(checked.error.issues.map((issue) => issue.message).join(' '));
  const { userName, email, password, operatorName = userName } = checked.data;
  const permissions = [...new Set(checked.data.permissions)];
  demandUncommon(password, { userName, email });
  const passwordHash = await hashPassword(password);

  return db.$transaction(async (tx) => {
    // The unique index decides, since two processes may use the same name at the same time.
    const [user] = await tx.user.createManyAndReturn({
      data: [{ userName, email, passwordHash }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!user) throw new Error(await reasonForConflict(tx, userName));
    await tx.userPermission.createMany({
      data: permissions.map((permission) => ({ userId: user.id, permission })),
    });
    if (permissions.includes('Operator'))
      await tx.operator.create({ data: { id: user.id, name: operatorName } });
    return user;
  });
}
