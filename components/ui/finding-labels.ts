import { FINDINGS, type Finding } from '@/domain/overview/types';
import type { SearchKind } from '@/domain/search/types';

/** The title of each finding, why it needs attention, and the noun that it counts. */
export const FINDING_LABELS: Record<Finding, { title: string; why: string; kind: SearchKind }> = {
  'barred-with-access': {
    title: 'Barred people who still hold access',
    why: 'They can’t sign in, but whoever lets them in again gives them all of it back.',
    kind: 'person',
  },
  'omses-without-operator': {
    title: 'OMSs without an operator',
    why: 'Nobody manages these. A SUPERUSER can assign somebody.',
    kind: 'oms',
  },
  'omses-with-one-operator': {
    title: 'OMSs with a single operator',
    why: 'Whoever unassigns this one leaves nobody to manage them.',
    kind: 'oms',
  },
  'accounts-without-user': {
    title: 'Accounts without a user',
    why: 'Nobody can use these accounts.',
    kind: 'account',
  },
  'companies-without-co-admin': {
    title: 'Companies without a CoAdmin',
    why: 'PlatformAdmins manage these, until somebody is made CoAdmin.',
    kind: 'company',
  },
  'companies-with-one-co-admin': {
    title: 'Companies with a single CoAdmin',
    why: 'Only a PlatformAdmin can take this last one away.',
    kind: 'company',
  },
  'companies-with-barred-co-admins': {
    title: 'Companies whose CoAdmins are all barred',
    why: 'They have CoAdmins, but none who can sign in.',
    kind: 'company',
  },
};

/** Whether a name from the address is a finding. */
export const isFinding = (name: string): name is Finding => (FINDINGS as readonly string[]).includes(name);
