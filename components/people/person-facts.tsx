import type { Person } from '@/domain/users/types';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import { Timestamp } from '../ui/timestamp';
import type { AccessGroup } from './access-group';
import classes from './person-facts.module.css';

/** What matters most about a person, as far as the actor may see it. */
export function PersonFacts({ person, groups }: { person: Person; groups: AccessGroup[] }) {
  const { accounts, omses, roles, lastSignInAt, shown } = person;
  const left = groups.reduce((sum, { all, more }) => sum + all.length + (more?.count ?? 0), 0);
  const account = accounts?.rows.find(({ isDefault }) => isDefault);
  const isAllOfDefaults = accounts !== null && accounts.rows.length === accounts.count;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>Can still use</dt>
        <dd>{left === 0 ? 'Nothing that you can see' : counted(left, 'thing', 'things')}</dd>
      </div>
      {shown.sessions === 'all' && (
        <div>
          <dt>Last sign-in</dt>
          <dd>{lastSignInAt ? <Timestamp at={lastSignInAt} /> : 'None known'}</dd>
        </div>
      )}
      {(account || isAllOfDefaults) && (
        <div>
          <dt>Default account</dt>
          <dd>
            {account ? (
              <Name>{nameOf({ kind: 'account', name: account.accountHandle, id: account.accountId })}</Name>
            ) : (
              'None'
            )}
          </dd>
        </div>
      )}
      {(omses || roles) && (
        <div>
          <dt>Manages</dt>
          <dd>{managedBy(person)}</dd>
        </div>
      )}
    </dl>
  );
}

/** "2 OMSs, 1 company", of the kinds that are shown. */
function managedBy({ omses, roles }: Person): string {
  const companies = roles?.rows.filter(({ role }) => role === 'CoAdmin').length;
  const counts = [
    ...(omses ? [counted(omses.count, 'OMS', 'OMSs')] : []),
    ...(companies === undefined ? [] : [counted(companies, 'company', 'companies')]),
  ];
  return counts.join(', ');
}
