import { useId } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../table";
import { LazyPlot } from "./lazy-plot";
import { type ChartPoint, type ChartSeries, strokes } from "./series";

/** A chart with its legend, and the same numbers as a table for everybody who prefers one. */
export function Chart({
  kind,
  label,
  axis,
  points,
  series,
  showTable,
  locale,
}: {
  kind: "lines" | "bars";
  label: string;
  /** What the points are: the header of the table's first column. */
  axis: string;
  points: ChartPoint[];
  series: ChartSeries[];
  showTable: string;
  /** For numbers. */
  locale: string;
}) {
  const id = useId();
  return (
    <figure aria-labelledby={id} className="grid min-w-0 gap-3">
      <figcaption id={id} className="sr-only">
        {label}
      </figcaption>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-muted text-xs">
        {series.map(({ key, label: name }, at) => (
          <li key={key} className="flex items-center gap-2">
            <Sample kind={kind} at={at} />
            {name}
          </li>
        ))}
      </ul>
      <LazyPlot kind={kind} label={label} points={points} series={series} locale={locale} />
      <details className="min-w-0 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-foreground">
          {showTable}
        </summary>
        <div className="mt-3 max-h-96 overflow-y-auto">
          <Table label={label}>
            <TableHead>
              <TableHeader>{axis}</TableHeader>
              {series.map(({ key, label: name }) => (
                <TableHeader key={key} align="end">
                  {name}
                </TableHeader>
              ))}
            </TableHead>
            <TableBody>
              {points.map((point) => (
                <TableRow key={point.label}>
                  <TableCell className="whitespace-nowrap">{point.label}</TableCell>
                  {series.map(({ key }) => (
                    <TableCell key={key} align="end">
                      {(point.values[key] ?? 0).toLocaleString(locale)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      </details>
    </figure>
  );
}

function Sample({ kind, at }: { kind: "lines" | "bars"; at: number }) {
  const { color, dash } = strokes[at % strokes.length]!;
  return (
    <svg aria-hidden="true" width="20" height="10" className="shrink-0">
      {kind === "bars" ? (
        <rect width="10" height="10" rx="2" fill={color} />
      ) : (
        <line x1="0" y1="5" x2="20" y2="5" stroke={color} strokeWidth="2" strokeDasharray={dash} />
      )}
    </svg>
  );
}
