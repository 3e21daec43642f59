/** An Order Management System to choose from a list. */
export interface OmsOption {
  id: number;
  name: string;
}
