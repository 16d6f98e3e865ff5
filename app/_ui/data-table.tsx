import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./table";
import { VisuallyHidden } from "./visually-hidden";

export type Column<Row> = {
  header: string;
  /** Use `end` for numbers. */
  align?: "start" | "end";
  /** Leaves the header out on the cards of narrow screens, because the cell explains itself. The first column has none there. */
  hideHeaderOnCards?: boolean;
  /** Of its cells. */
  className?: string;
} & (
  | { cell: (row: Row) => ReactNode }
  /** A point in time. `none` stands for a missing one. */
  | { time: (row: Row) => Date | null | undefined; none?: string }
  /** The row's buttons. Only screen readers get the header. */
  | { actions: (row: Row) => ReactNode }
);

/** A table of rows, one card per row on narrow screens. Columns that are `false` are left out. */
export function DataTable<Row>({
  label,
  rows,
  rowKey,
  columns,
}: {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  columns: readonly (Column<Row> | false)[];
}) {
  const shown = columns.filter((column) => column !== false);
  return (
    <Table label={label} stacked>
      <TableHead>
        {shown.map((column) => (
          <TableHeader key={column.header} align={column.align}>
            {"actions" in column ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header}
          </TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={rowKey(row)}>
            {shown.map((column, at) => (
              <Cell key={column.header} column={column} row={row} isFirst={at === 0} />
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Cell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const { header, align, hideHeaderOnCards, className } = column;
  if ("actions" in column) return <TableCell align="end">{column.actions(row)}</TableCell>;
  const label = isFirst || hideHeaderOnCards ? undefined : header;
  if ("cell" in column) {
    return (
      <TableCell label={label} align={align} className={className}>
        {column.cell(row)}
      </TableCell>
    );
  }
  const time = column.time(row);
  return (
    <TableCell label={label} align={align} className="whitespace-nowrap text-muted">
      {time ? <RelativeTime at={time} /> : (column.none ?? "–")}
    </TableCell>
  );
}
