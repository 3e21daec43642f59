import { describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { readEntries } from '@/domain/testing/state';
import { PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

const SUCCESS = {
  code: 0,
  detail: null,
  reply: { result: true, errormsg: null, errorcode: 0, detail: null },
};

describe.each(PROTOCOLS)('a client that knows only the documents, over %s', (protocol) => {
  it('performs the three removals and their inverses, and reads the changes with other calls', async () => {
    const { operator, oms, user, account, company, requests } = await makeRemovalScene();
    const { userName } = await makePerson({ permissions: ['Operator', 'PlatformAdmin'] });
    const client = await openSignedIn(protocol, gateway.origin, userName);
    const read = async (name: string, payload = {}) => (await client.call(name, payload)).reply;

    const assignment = { OperatorId: operator.id, OMSId: oms.id, IsDefault: true };
    const readAssignments = () => read('GetOperatorOMSList', { OperatorId: operator.id });
    expect(await readAssignments()).toEqual([assignment]);
    expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toEqual(SUCCESS);
    expect(await readAssignments()).toEqual([]);
    const inverse = { operatorId: operator.id, omsId: oms.id, isDefault: true };
    expect(await client.call('AddOperatorOMS', inverse)).toEqual(SUCCESS);
    expect(await readAssignments()).toEqual([assignment]);

    const link = { accountId: 0, accountHandle: account.handle, userId: 0, userName: user.userName };
    const readAccounts = () => read('GetUserAccounts', { userId: user.id });
    expect(await readAccounts()).toEqual([account.id]);
    expect(await client.call('RemoveUserAccount', link)).toEqual(SUCCESS);
    expect(await readAccounts()).toEqual([]);
    expect(await client.call('AddUserAccount', link)).toEqual(SUCCESS);
    expect(await readAccounts()).toEqual([account.id]);

    const readCompany = async () =>
      ((await read('GetCompanies')) as { CompanyId: number; Roles: { UserNames: string[] }[] }[]).find(
        ({ CompanyId }) => CompanyId === company.id,
      );
    const agents = async () => (await readCompany())?.Roles[2]?.UserNames;
    expect(await agents()).toEqual([user.userName]);
    const role = { companyName: company.name, userName: user.userName };
    const removed = await client.call('RemoveUserRole', { ...role, roleName: 'CompanyAgent' });
    expect(removed).toMatchObject({ code: 0 });
    expect(await agents()).toEqual([]);
    expect(removed.reply).toEqual(await readCompany());
    const restored = await client.call('UpdateCompanyAddRoles', { ...role, roleNames: ['CoAgent'] });
    expect(await agents()).toEqual([user.userName]);
    expect(restored.reply).toEqual(await readCompany());

    const entries = (await readEntries()).filter((entry) => entry.actorName === userName);
    expect(entries.map(({ call, door, outcome }) => `${call} ${door} ${outcome}`)).toEqual(
      ['RemoveOperatorOMS', 'AddOperatorOMS', 'RemoveUserAccount', 'AddUserAccount', 'RemoveUserRole']
        .concat('UpdateCompanyAddRoles')
        .map((call) => `${call} gateway done`),
    );
    expect(await client.call('LogOut')).toEqual(SUCCESS);
    expect(await client.call('GetUserFromSession')).toMatchObject({ code: 20 });
    client.close();
  });
});
