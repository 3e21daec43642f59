/** An Order Management System to choose. */
export interface OmsOption {
  id: number;
  name: string;
}
