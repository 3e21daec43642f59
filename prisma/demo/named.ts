import { type DemoWorld, demoUser } from './world';

const SPOT_US = 1;
const SPOT_EU = 2;
const DERIVATIVES = 3;

const DREYES = 1;
const MCHEN = 2;
const PLATFORM = 3;
const SUPERUSER = 4;
const JSMITH = 11;
const JDOAKS = 12;
const JDOE = 13;
const BJONES = 14;
const TSMITH = 15;
const SSOLO = 16;
const BLOCKED = 17;

const WINDMILL_MAIN = 8801;
const WINDMILL_TREASURY = 8802;
const JONES_MAIN = 8803;

const WINDMILL_FARM = 1;
const JONES_INVESTMENTS = 2;
const SOLO_MINING = 3;

/** The fixed part of the demo world. Docs, tests and people who try the console rely on every row. */
export const namedWorld: DemoWorld = {
  users: [
    demoUser(DREYES, 'dreyes'),
    demoUser(MCHEN, 'mchen'),
    demoUser(PLATFORM, 'platform'),
    demoUser(SUPERUSER, 'superuser'),
    demoUser(JSMITH, 'jsmith'),
    demoUser(JDOAKS, 'jdoaks'),
    demoUser(JDOE, 'jdoe'),
    demoUser(BJONES, 'bjones'),
    { ...demoUser(TSMITH, 'tsmith'), defaultAccountId: JONES_MAIN },
    demoUser(SSOLO, 'ssolo'),
    { ...demoUser(BLOCKED, 'blocked'), emailVerified: false },
  ],
  permissions: [
    { userId: DREYES, permission: 'Operator' },
    { userId: MCHEN, permission: 'Operator' },
    { userId: PLATFORM, permission: 'PlatformAdmin' },
    { userId: SUPERUSER, permission: 'SUPERUSER' },
  ],
  operators: [
    { id: DREYES, name: 'Dana Reyes' },
    { id: MCHEN, name: 'Marcus Chen' },
  ],
  omses: [
    { id: SPOT_US, name: 'Spot US' },
    { id: SPOT_EU, name: 'Spot EU' },
    { id: DERIVATIVES, name: 'Derivatives' },
  ],
  assignments: [
    { operatorId: DREYES, omsId: SPOT_US, isDefault: true },
    { operatorId: DREYES, omsId: SPOT_EU, isDefault: false },
    { operatorId: MCHEN, omsId: SPOT_EU, isDefault: true },
    { operatorId: MCHEN, omsId: SPOT_US, isDefault: false },
    { operatorId: MCHEN, omsId: DERIVATIVES, isDefault: false },
  ],
  accounts: [
    { id: WINDMILL_MAIN, handle: 'windmill-main', omsId: SPOT_US },
    { id: WINDMILL_TREASURY, handle: 'windmill-treasury', omsId: SPOT_US },
    { id: JONES_MAIN, handle: 'jones-main', omsId: SPOT_US },
  ],
  links: [
    { userId: JSMITH, accountId: WINDMILL_MAIN },
    { userId: JDOAKS, accountId: WINDMILL_MAIN },
    { userId: JSMITH, accountId: WINDMILL_TREASURY },
    { userId: TSMITH, accountId: JONES_MAIN },
    { userId: JSMITH, accountId: JONES_MAIN },
  ],
  companies: [
    {
      id: WINDMILL_FARM,
      name: 'Windmill Farm, Inc.',
      country: 'USA',
      stateOrProvinceOfIncorporation: 'Delaware',
      incorporationDate: new Date('2018-08-17T17:57:56Z'),
      accountingCurrency: 'USD',
    },
    {
      id: JONES_INVESTMENTS,
      name: 'Jones Investments, LLC',
      country: 'USA',
      stateOrProvinceOfIncorporation: 'New York',
      incorporationDate: new Date('2016-03-09T15:20:00Z'),
      accountingCurrency: 'USD',
    },
    {
      id: SOLO_MINING,
      name: 'Solo Mining Ltd',
      country: 'Canada',
      stateOrProvinceOfIncorporation: 'British Columbia',
      incorporationDate: new Date('2020-11-02T18:05:30Z'),
      accountingCurrency: 'CAD',
    },
  ],
  // Replies list names in the order in which roles were given, so this order matters.
  roles: [
    { companyId: WINDMILL_FARM, userId: JSMITH, role: 'CoAdmin' },
    { companyId: WINDMILL_FARM, userId: JDOE, role: 'CoAdmin' },
    { companyId: WINDMILL_FARM, userId: BJONES, role: 'CoAdmin' },
    { companyId: WINDMILL_FARM, userId: JSMITH, role: 'CoShareholder' },
    { companyId: WINDMILL_FARM, userId: TSMITH, role: 'CoShareholder' },
    { companyId: WINDMILL_FARM, userId: JDOAKS, role: 'CoShareholder' },
    { companyId: WINDMILL_FARM, userId: JDOAKS, role: 'CoAgent' },
    { companyId: JONES_INVESTMENTS, userId: TSMITH, role: 'CoAdmin' },
    { companyId: JONES_INVESTMENTS, userId: JSMITH, role: 'CoShareholder' },
    { companyId: SOLO_MINING, userId: SSOLO, role: 'CoAdmin' },
  ],
  assets: [
    { companyId: WINDMILL_FARM, name: 'WMFS', onExchangeBalance: '100000' },
    { companyId: WINDMILL_FARM, name: 'JIV', onExchangeBalance: '20000' },
    { companyId: JONES_INVESTMENTS, name: 'JIV', onExchangeBalance: '480000' },
    { companyId: JONES_INVESTMENTS, name: 'USD', onExchangeBalance: '1250300.55' },
    { companyId: SOLO_MINING, name: 'SOLO', onExchangeBalance: '75000' },
    { companyId: SOLO_MINING, name: 'BTC', onExchangeBalance: '12.50340021' },
  ],
};
