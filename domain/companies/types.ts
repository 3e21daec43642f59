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
  /** With all digits; null where the database holds NaN, which JSON can't write. */
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
  /** Exact decimals, as text; NaN where the database holds that. */
  assets: { name: string; onExchangeBalance: string }[];
  /** Whether one can sign in is null where the viewer may not know it. */
  members: { userId: number; userName: string; canSignIn: boolean | null; roles: RoleName[] }[];
}
