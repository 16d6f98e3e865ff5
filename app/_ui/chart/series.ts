/** One line or bar colour of a chart. Lines also differ by their dashes, so that no meaning is in colours alone. */
export interface ChartSeries {
  key: string;
  label: string;
}

export interface ChartPoint {
  /** The text on the axis and in the table. */
  label: string;
  /** The value of each series, by its key. */
  values: Record<string, number>;
}

export const strokes = [
  { color: "var(--chart-1)", dash: undefined },
  { color: "var(--chart-2)", dash: "6 3" },
  { color: "var(--chart-3)", dash: "2 3" },
  { color: "var(--chart-4)", dash: "10 3 2 3" },
  { color: "var(--muted)", dash: "1 4" },
] as const;
