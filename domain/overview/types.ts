/** A number that leads to a list, with the first few of what it counts. */
export interface Attention {
  /** At most 1,001, which stands for more than 1,000. */
  count: number;
  first: { id: number; name: string }[];
}

/** What the overview shows. A part that is not the viewer's to see is null. */
export interface Overview {
  operatorAssignments: number | null;
  accountLinks: number | null;
  companyRoles: number | null;
  omsesWithoutOperator: Attention | null;
  accountsWithoutUser: Attention | null;
  /** Only for those who oversee all: nobody else manages such a company. */
  companiesWithoutAdmin: Attention | null;
  companiesWithOneAdmin: Attention | null;
  /** Companies whose CoAdmins are all barred from signing in. */
  companiesWithBarredAdmins: Attention | null;
}
