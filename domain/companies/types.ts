import type { ExactNumber } from '../values/exact-json';

export const ROLE_NAMES = ['CoAdmin', 'CoShareholder', 'CoAgent'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

/** The documented company object: key names as the exchange spells them. */
export interface CompanyReply {
  CompanyId: number;
  CompanyName: string;
  Roles: { RoleName: RoleName; UserNames: string[]; CompanyName: string }[];
  UserNames: string[];
  AssetNames: string[];
  /** With all digits; null for NaN in the database, which JSON can't write. */
  OnExchangeBalancesByAssetName: Record<string, number | ExactNumber | null>[];
  Country: string;
  StateOrProvinceOfIncorporation: string;
  /** ISO 8601, UTC. */
  IncorporationDate: string;
  AccountingCurrency: string;
  OffExchangeBalancesByAssetName: never[];
}

/** A company as its page shows it. */
export interface CompanyView {
  id: number;
  name: string;
  country: string;
  stateOrProvince: string;
  /** ISO 8601, UTC. */
  incorporationDate: string;
  accountingCurrency: string;
  /** Exact decimals as text, or `NaN`. */
  assets: { name: string; onExchangeBalance: string }[];
  /** Whether the actor sees who can sign in, and whether they see every audit entry about the company. */
  areSignInsShown: boolean;
  isHistoryWhole: boolean;
  /** `canSignIn` is null when the actor may not see it. */
  members: { userId: number; userName: string; canSignIn: boolean | null; roles: RoleName[] }[];
}
