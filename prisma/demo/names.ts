// Names for generated rows. No name may resemble one of the named users, accounts or companies.

const splitWords = (text: string) => text.trim().split(/\s+/);

export const firstNames = splitWords(`
  Aisha Alan Alice Amara Andre Anika Arjun Astrid Bianca Bruno Camille Carlos Chiara Clara Daniel Diego Elena Emeka
  Erik Farah Felix Fiona Gabriel Grace Hana Hugo Ingrid Isabel Ivan Jamal Joana Kai Karin Kenji Laila Leon Lucia Maya
  Mei Miguel Nadia Niklas Noor Olga Omar Paul Petra Priya Quentin Rafael Rosa Samir Sofia Tariq Theo Uma Viktor Wanda
  Yara Yusuf Zoe`);

export const lastNames = splitWords(`
  Abbott Adeyemi Alvarez Andersson Banerjee Barros Bauer Bennett Bianchi Castillo Costa Dahl Delgado Dubois Eriksen
  Farouk Ferrari Fischer Fontaine Garcia Gupta Haddad Hansen Hoffman Ibrahim Ito Ivanova Jansen Kamau Kapoor Keller
  Kowalski Kumar Larsen Lindqvist Lopez Marino Mbeki Mehta Moreau Nakamura Ndiaye Novak Okafor Olsen Pereira Petrov
  Quinn Ramos Rossi Sato Schmidt Silva Tanaka Torres Ueda Varga Vogel Wagner Weiss Xu Yamada Yilmaz Zhang Zimmer`);

/** One for each company. Account handles start with them, too. */
export const companyStems = splitWords(`
  Alder Amberline Anchor Ashgrove Bayside Birchwood Bluewater Brightwell Canyon Cedarhill Clearbrook Cobalt Copperfield
  Crestview Driftwood Eastgate Elmhurst Evergreen Fairhaven Falcon Foxglove Granite Greenfield Harborview Hawthorn
  Highland Ironbridge Juniper Kestrel Kingfisher Lakeshore Larkspur Lighthouse Lowland Maple Meridian Millstone
  Moorland Northgate Oakridge Orchard Pinecrest Quarry Ravenwood Redstone Ridgeway Riverside Rosewood Saltmarsh
  Sandpiper Silverlake Skyline Stonegate Summit Thornbury Tidewater Valley Westbrook Willow Yellowstone`);

export const businesses = splitWords(`
  Agriculture Biotech Capital Energy Foods Holdings Logistics Marine Metals Mining Partners Pharma Properties
  Resources Shipping Software Textiles Timber Trading Ventures`);

export const accountPurposes = splitWords(
  'main treasury trading custody otc margin payroll reserve settlement',
);

export const venueNames = [
  'Spot Asia Pacific',
  'Spot Latin America',
  'Spot UK',
  'Margin Europe',
  'Perpetual Futures',
  'Options',
  'OTC Block Desk',
  'Tokenized Securities',
  'Certification',
];

export const homes = [
  {
    country: 'USA',
    states: ['Delaware', 'Nevada', 'Texas', 'Wyoming'],
    currency: 'USD',
    forms: [', Inc.', ', LLC'],
  },
  { country: 'Canada', states: ['Alberta', 'Ontario', 'Quebec'], currency: 'CAD', forms: [' Ltd', ' Inc.'] },
  { country: 'Germany', states: ['Bavaria', 'Berlin', 'Hesse'], currency: 'EUR', forms: [' GmbH', ' AG'] },
  { country: 'France', states: ['Brittany', 'Île-de-France'], currency: 'EUR', forms: [' SA', ' SAS'] },
  { country: 'United Kingdom', states: ['England', 'Scotland'], currency: 'GBP', forms: [' Ltd', ' plc'] },
  { country: 'Switzerland', states: ['Geneva', 'Zug', 'Zürich'], currency: 'CHF', forms: [' AG', ' SA'] },
  { country: 'Japan', states: ['Osaka', 'Tokyo'], currency: 'JPY', forms: [' K.K.'] },
  { country: 'Brazil', states: ['Paraná', 'São Paulo'], currency: 'BRL', forms: [' S.A.', ' Ltda.'] },
  { country: 'Australia', states: ['Queensland', 'Victoria'], currency: 'AUD', forms: [' Pty Ltd'] },
] as const;

/** Besides its own shares, a company can hold some of these, up to `max` of each. */
export const commonAssets = [
  { name: 'BTC', max: 60, decimals: 8 },
  { name: 'ETH', max: 900, decimals: 8 },
  { name: 'EURC', max: 750_000, decimals: 2 },
  { name: 'USDC', max: 2_000_000, decimals: 2 },
  { name: 'XAUT', max: 400, decimals: 4 },
];
