/** What of a row can change while it is shown. */
export interface RowState {
  status: string;
  note?: string;
}

/** What a list is told while it is shown. */
export interface LiveUpdate {
  /** How many rows are newer than the first one shown. One more than a page stands for any larger number. */
  newer: number;
  /** By the rows' IDs. */
  states: Record<string, RowState>;
}
