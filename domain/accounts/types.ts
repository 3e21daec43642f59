/** An account to choose from a list. */
export interface AccountOption {
  id: number;
  name: string;
}
