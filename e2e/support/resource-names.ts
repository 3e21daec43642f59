import type { ResourceName } from '@/components/resources/config';

/** Only the type comes from the console: its value would load every icon into the tests. */
const names: Record<ResourceName, true> = {
  operators: true,
  'account-links': true,
  'company-roles': true,
  audit: true,
};

/** Every list that has a page and an export. */
export const RESOURCE_NAMES = Object.keys(names);
