import type { Locator } from '@playwright/test';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { SearchPalette } from './pages/search-palette';
import { mirrored, readAcross } from './support/reading';
import { entriesOf } from './support/removal-cases';
import { makeTag } from './support/worlds';

const VERB = 'Unlink user';

/**
 * A user with one linked account. It is their default, so the dialog asks for its handle before unlinking.
 */
async function makeLink(db: PrismaClient, names: { userName: string; handle: string }) {
  const actor = await create.user(db, { permissions: ['Operator'] });
  const oms = await create.oms(db);
  const user = await create.user(db, { userName: names.userName });
  const account = await create.account(db, { omsId: oms.id, handle: names.handle });
  await create.link(db, { userId: user.id, accountId: account.id, isDefault: true });
  return { actor, oms, user, account };
}

/** A name without visible characters that no other test uses. */
const unseenName = () =>
  [...makeTag()].map((digit) => '\u200B\u2060'[Number.parseInt(digit, 16) % 2]).join('') +
  ' '.repeat(1 + (Number.parseInt(makeTag(), 16) % 50));

const withoutBlanks = (words: string) => words.replace(/\s/g, '');

/** The browser decides where lines break, so the comparison ignores blanks. */
const expectRead = (element: Locator, words: string) =>
  expect.poll(async () => withoutBlanks(await readAcross(element))).toBe(withoutBlanks(words));

/** Right-to-left letters, a different one for each digit. */
const inHebrew = (tag: string) =>
  [...tag].map((digit) => 'אבגדהוזחטיכלמנסע'[Number.parseInt(digit, 16)]).join('');

/** Names that would reorder the text beside them, right-to-left names, and how each of them looks. */
const NAMES: [string, (tag: string) => { name: string; shown: string; read: string }][] = [
  ['an override of direction', alike((tag) => [`\u202Eadmin${tag}`, `⟨U+202E⟩admin${tag}`])],
  ['an isolate that is never closed', alike((tag) => [`${tag}\u2067`, `${tag}⟨U+2067⟩`])],
  ['marks of direction', alike((tag) => [`\u200F1a${tag}\u200F`, `⟨U+200F⟩1a${tag}⟨U+200F⟩`])],
  ['Hebrew letters', (tag) => ({ name: inHebrew(tag), shown: inHebrew(tag), read: mirrored(inHebrew(tag)) })],
];

function alike(make: (tag: string) => [string, string]) {
  return (tag: string) => {
    const [name, shown] = make(tag);
    return { name, shown, read: shown };
  };
}

for (const [what, make] of NAMES) {
  test(`ids and text beside ${what} keep their order in list, dialog, message and audit log`, async ({
    page,
    db,
    signInAs,
  }) => {
    const tag = makeTag();
    const { name, shown, read } = make(tag);
    const { actor, user, account } = await makeLink(db, { userName: name, handle: `a  b main ${tag}` });
    await signInAs(actor);
    const list = new ListPage(page, '/account-links');
    await list.open({ user: String(user.id) });
    await expectRead(list.rows.getByRole('cell').nth(1), `${read} ${user.id}`);
    await expect(list.chip('Person', shown)).toBeVisible();

    await list.rows.getByRole('button', { name: VERB }).click();
    const dialog = new RemovalDialog(page, VERB);
    const happens = dialog.root.getByText('will no longer have access to');
    await expectRead(
      happens,
      `${read} (user ${user.id}) will no longer have access to a b main ${tag} (account ${account.id}).`,
    );
    await expect(dialog.root).toContainText('Also clears the default account');
    await dialog.run({ typedName: `a b main ${tag}` });
    const message = page.getByRole('status').getByText('unlinked from');
    await expectRead(message, `${read} unlinked from a b main ${tag}`);

    const audit = new ListPage(page, '/audit');
    await audit.open({ subject: String(user.id) });
    const said = `unlinked ${read} from a b main ${tag}`;
    const link = audit.rows.getByRole('cell').nth(1).getByRole('link');
    await expectRead(link, said);
    await link.click();
    await expectRead(page.getByRole('heading', { level: 1 }), `${actor.userName} ${said}`);
    const [entry] = await entriesOf(db, actor);
    expect(entry?.target, 'what is stored is what was written').toBe(
      `${name} (user ${user.id}) · a  b main ${tag} (account ${account.id})`,
    );
  });
}

test('a direction control character shows everywhere by its code point', async ({ page, db, signInAs }) => {
  const tag = makeTag();
  const { actor, user } = await makeLink(db, { userName: `\u202E${tag}`, handle: `\u202Eh-${tag}` });
  await signInAs(actor);
  await page.goto(`/people/${user.id}`);
  await expectRead(page.getByRole('heading', { level: 1 }), `⟨U+202E⟩${tag}`);
  await expect(page.getByRole('checkbox', { name: `⟨U+202E⟩h-${tag}` })).toBeVisible();
  const palette = new SearchPalette(page);
  await palette.button.click();
  await palette.field.fill(tag);
  await expectRead(palette.options.first(), `⟨U+202E⟩${tag} ${user.id}`);
  await palette.close.click();
  const text = (await page.getByRole('main').textContent()) ?? '';
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/);
});

/** Handles of the world's customers: the stored one, and what a user who sees it types. */
const HANDLES: [string, (tag: string) => [string, string]][] = [
  ['two blanks', (tag) => [`a  b ${tag}`, `a b ${tag}`]],
  ['a blank at the end', (tag) => [`trailing-${tag} `, `trailing-${tag}`]],
  ['a blank at the beginning', (tag) => [` leading-${tag}`, `leading-${tag}`]],
  ['a no-break space and a tab', (tag) => [`a\u00A0b\t${tag}`, `a b ${tag}`]],
  ['a line break', (tag) => [`a\nb ${tag}`, `a b ${tag}`]],
  ['a combining accent', (tag) => [`Mu\u0308ller ${tag}`, `Müller ${tag}`]],
  ['a hidden character', (tag) => [`ad\u200Bmin ${tag}`, `admin ${tag}`]],
];

for (const [what, make] of HANDLES) {
  test(`a name with ${what} can be typed as it looks`, async ({ page, db, signInAs }) => {
    const [handle, seen] = make(makeTag());
    const { actor, user, account } = await makeLink(db, { userName: `ada-${makeTag()}`, handle });
    await signInAs(actor);
    const list = new ListPage(page, '/account-links');
    await list.open({ user: String(user.id) });
    await list.rows.getByRole('button', { name: VERB }).click();
    const dialog = new RemovalDialog(page, VERB);
    await dialog.fill({ typedName: `${seen}x` });
    await expect(dialog.typedName).toHaveAccessibleDescription(`Type ${seen}`);
    await dialog.confirm.click();
    await expect(dialog.typedName).toHaveAccessibleDescription(new RegExp(`Doesn’t match “${seen}”`));
    await dialog.typedName.fill(seen);
    await dialog.confirm.click();
    await expect(dialog.root).toBeHidden();
    const links = await db.userAccount.count({ where: { userId: user.id, accountId: account.id } });
    expect(links).toBe(0);
  });
}

test('a name without visible characters is shown as its id, which is typed instead', async ({
  page,
  db,
  signInAs,
}) => {
  const { actor, user, account } = await makeLink(db, { userName: unseenName(), handle: unseenName() });
  await signInAs(actor);
  const list = new ListPage(page, '/account-links');
  await list.open({ user: String(user.id) });
  const cells = list.rows.getByRole('cell');
  // The first cell has the box.
  await expectRead(cells.nth(1), `user ${user.id}`);
  await expectRead(cells.nth(2), `account ${account.id} Default account`);
  await cells
    .nth(1)
    .getByRole('link', { name: `user ${user.id}` })
    .click();
  await expectRead(page.getByRole('heading', { level: 1 }), `user ${user.id}`);

  await list.open({ user: String(user.id) });
  await list.button(VERB, `user ${user.id}, account ${account.id}`).click();
  const dialog = new RemovalDialog(page, VERB);
  await expect(dialog.typedName).toHaveAccessibleDescription(`Type ${account.id}`);
  await dialog.run({ typedName: String(account.id) });
  await expect(dialog.root).toBeHidden();
  expect(await db.userAccount.count({ where: { userId: user.id } })).toBe(0);
});
