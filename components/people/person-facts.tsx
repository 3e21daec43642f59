import type { AuditRow } from '@/domain/audit-entries/types';
import type { Person } from '@/domain/users/types';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import type { Fact } from '../ui/object-header';
import { Timestamp } from '../ui/timestamp';
import type { AccessGroup } from './access-group';
import { shownWords } from './shown-words';

/**
 * What matters most about a person, as far as the actor may see it.
 *
 * @param lastChange the newest entry of something that was done
 */
export function factsOf(person: Person, groups: AccessGroup[], lastChange: AuditRow | undefined): Fact[] {
  const { accounts, omses, roles, lastSignInAt, shown } = person;
  const isWhole = shownWords(shown).unseen === null;
  const left = groups.reduce((sum, { all, more }) => sum + all.length + (more?.count ?? 0), 0);
  const account = accounts?.rows.find(({ isDefault }) => isDefault);
  const isAllOfDefaults = accounts !== null && accounts.rows.length === accounts.count;
  return [
    {
      label: person.isBlocked ? 'Still has' : 'Can still use',
      value:
        left === 0
          ? `Nothing${isWhole ? '' : ' that you can see'}`
          : counted(left, 'thing', 'things') + (isWhole ? '' : ' that you can see'),
    },
    ...(shown.sessions === 'all'
      ? [
          {
            label: 'Last sign-in',
            value: lastSignInAt ? <Timestamp at={lastSignInAt} isBrief /> : 'None known',
          },
        ]
      : []),
    {
      label: shown.history === 'all' ? 'Last change' : 'Last change that you see',
      value: lastChange ? (
        <>
          <Timestamp at={lastChange.at} isBrief />, <Name>{lastChange.actorName}</Name>
        </>
      ) : (
        'None'
      ),
    },
    ...(account || isAllOfDefaults
      ? [
          {
            label: 'Default account',
            value: account ? (
              <Name>{nameOf({ kind: 'account', name: account.accountHandle, id: account.accountId })}</Name>
            ) : (
              'None'
            ),
          },
        ]
      : []),
    ...(omses || roles ? [{ label: 'Manages', value: managedBy(person) }] : []),
  ];
}

/** "2 OMSs, 1 company", of the kinds that are shown. */
function managedBy({ omses, roles }: Person): string {
  const companies = roles?.rows.filter(({ role }) => role === 'CoAdmin').length;
  const counts = [
    ...(omses?.count ? [counted(omses.count, 'OMS', 'OMSs')] : []),
    ...(companies ? [counted(companies, 'company', 'companies')] : []),
  ];
  return counts.join(', ') || 'None';
}
