/** A row to choose, or to look at: its id and its name. */
export interface Reference {
  id: number;
  name: string;
}
