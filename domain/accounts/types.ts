/** An account to choose. */
export interface AccountOption {
  id: number;
  name: string;
}
