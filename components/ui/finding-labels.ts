import { FINDINGS, type Finding } from '@/domain/overview/types';
import type { SearchKind } from '@/domain/search/types';

/** The title of each finding, why it needs attention, and the noun that it counts. */
export const FINDING_LABELS: Record<Finding, { title: string; why: string; kind: SearchKind }> = {
  'blocked-with-access': {
    title: 'Sign-in blocked, access still in place',
    why: 'Unblocking sign-in would bring all of it back.',
    kind: 'person',
  },
  'omses-without-operator': {
    title: 'OMSs without an operator',
    why: 'Nobody manages these. A SUPERUSER can assign an operator.',
    kind: 'oms',
  },
  'omses-with-one-operator': {
    title: 'OMSs with a single operator',
    why: 'If this operator goes, nobody manages the OMS.',
    kind: 'oms',
  },
  'accounts-without-user': {
    title: 'Accounts without a user',
    why: 'Nobody can use these accounts.',
    kind: 'account',
  },
  'companies-without-co-admin': {
    title: 'Companies without a CoAdmin',
    why: 'PlatformAdmins manage these until someone is made CoAdmin.',
    kind: 'company',
  },
  'companies-with-one-co-admin': {
    title: 'Companies with a single CoAdmin',
    why: 'A CompanyAdmin can’t remove the last CoAdmin; a PlatformAdmin can.',
    kind: 'company',
  },
  'companies-with-blocked-co-admins': {
    title: 'Companies whose CoAdmins are all blocked',
    why: 'They have CoAdmins, but none who can sign in.',
    kind: 'company',
  },
};

/** Whether a name from the address is a finding. */
export const isFinding = (name: string): name is Finding => (FINDINGS as readonly string[]).includes(name);
