/** How a number of things is divided among holders: a few hold very many, most few, and the last none. */
export interface Shares {
  total: number;
  holders: number;
  /** The share of the holders who hold something, from 0 to 1. */
  served: number;
  /** Between 0 and 1; the smaller, the more the first holders have. */
  exponent: number;
}

/** The part that is divided by rank. The rest is divided evenly. */
const BY_RANK = 0.4;

/** Returns how many things the holders before this one hold together. */
export function heldBefore({ total, holders, served, exponent }: Shares, holder: number): number {
  const part = Math.min(1, holder / Math.max(1, Math.ceil(holders * served)));
  return Math.round(total * ((1 - BY_RANK) * part + BY_RANK * part ** exponent));
}

/** Returns how many things a holder has. */
export const heldBy = (shares: Shares, holder: number): number =>
  heldBefore(shares, holder + 1) - heldBefore(shares, holder);
