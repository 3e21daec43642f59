import { FINDINGS, type Finding } from '@/domain/overview/types';
import type { SearchKind } from '@/domain/search/types';

/** What a finding asks for: someone in charge or a removal, a second person, or only a look. */
type Urgency = 'wrong' | 'attention' | 'neutral';

interface FindingLabels {
  /** The heading of its list. */
  title: string;
  why: string;
  kind: SearchKind;
  urgency: Urgency;
  /** What follows its count on the overview. */
  one: string;
  many: string;
}

export const FINDING_LABELS: Record<Finding, FindingLabels> = {
  'blocked-with-access': {
    title: 'Sign-in blocked, access still in place',
    why: 'Unblocking sign-in would bring all of it back.',
    kind: 'person',
    urgency: 'wrong',
    one: 'person can’t sign in, but still has access',
    many: 'people can’t sign in, but still have access',
  },
  'omses-without-operator': {
    title: 'OMSs without an operator who can sign in',
    why: 'Nobody who can sign in manages these. An Operator can assign someone through the API.',
    kind: 'oms',
    urgency: 'wrong',
    one: 'OMS without an operator who can sign in',
    many: 'OMSs without an operator who can sign in',
  },
  'omses-with-one-operator': {
    title: 'OMSs with one operator left',
    why: 'If this operator goes, nobody who can sign in manages the OMS.',
    kind: 'oms',
    urgency: 'attention',
    one: 'OMS with one operator left',
    many: 'OMSs with one operator left',
  },
  'accounts-without-user': {
    title: 'Accounts without a user who can sign in',
    why: 'Nobody who can sign in can use these accounts.',
    kind: 'account',
    urgency: 'neutral',
    one: 'account without a user who can sign in',
    many: 'accounts without a user who can sign in',
  },
  'companies-without-co-admin': {
    title: 'Companies without a CoAdmin',
    why: 'PlatformAdmins manage these until someone is made CoAdmin.',
    kind: 'company',
    urgency: 'wrong',
    one: 'company without a CoAdmin',
    many: 'companies without a CoAdmin',
  },
  'companies-with-one-co-admin': {
    title: 'Companies with one CoAdmin left',
    why: 'A CompanyAdmin can’t remove the last CoAdmin; a PlatformAdmin can.',
    kind: 'company',
    urgency: 'attention',
    one: 'company with one CoAdmin left',
    many: 'companies with one CoAdmin left',
  },
  'companies-with-blocked-co-admins': {
    title: 'Companies whose CoAdmins are all blocked',
    why: 'They have CoAdmins, but none who can sign in.',
    kind: 'company',
    urgency: 'wrong',
    one: 'company whose CoAdmins are all blocked',
    many: 'companies whose CoAdmins are all blocked',
  },
};

const URGENCIES: readonly Urgency[] = ['wrong', 'attention', 'neutral'];

/** All findings, the most urgent first. */
export const FINDINGS_BY_URGENCY: readonly Finding[] = URGENCIES.flatMap((urgency) =>
  FINDINGS.filter((finding) => FINDING_LABELS[finding].urgency === urgency),
);

/** Whether a name from the address is a finding. */
export const isFinding = (name: string): name is Finding => (FINDINGS as readonly string[]).includes(name);
