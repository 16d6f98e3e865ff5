import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { ScrollRegion } from "./scroll-region";

/**
 * A table with a sticky header. On narrow screens it scrolls horizontally in a labelled region; with `stacked`, each row
 * becomes a card whose cells show their `label`.
 */
export function Table({
  label,
  stacked,
  className,
  children,
}: {
  label: string;
  stacked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ScrollRegion label={label} className={classes("min-w-0 overflow-x-auto lg:overflow-visible", className)}>
      <table
        aria-label={label}
        className={classes("group/table w-full border-separate border-spacing-0 text-start text-sm")}
        data-stacked={stacked ? "" : undefined}
      >
        {children}
      </table>
    </ScrollRegion>
  );
}

/** The header row: `<TableHead><TableHeader>Address</TableHeader>…</TableHead>`. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    // One background box behind all cells, because separate ones show gaps at fractional pixels.
    <thead className="sticky top-(--table-top,0px) z-10 before:absolute before:inset-0 before:-z-1 before:bg-(--table-background,var(--background)) before:content-[''] max-md:group-data-stacked/table:sr-only">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableHeader({
  align,
  className,
  ...rest
}: Omit<ComponentProps<"th">, "align"> & { align?: "start" | "end" }) {
  return (
    <th
      scope="col"
      className={classes(
        "h-9 whitespace-nowrap border-b px-3 font-medium text-muted text-xs first:ps-0 last:pe-0",
        align === "end" ? "text-end" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

/** A row. A `RowLink` in one of its cells makes the whole row a link. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={classes(
        "relative has-[a[data-row-link]]:hover:bg-subtle/60 [&>td]:border-b",
        "max-md:group-data-stacked/table:grid max-md:group-data-stacked/table:gap-1 max-md:group-data-stacked/table:border-b max-md:group-data-stacked/table:py-3 max-md:group-data-stacked/table:[&>td]:border-0",
        className,
      )}
      {...rest}
    />
  );
}

/** `label` is the column's name, shown in stacked rows. Use `align="end"` for numbers and actions. */
export function TableCell({
  label,
  align,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"td">, "align"> & { label?: string; align?: "start" | "end" }) {
  return (
    <td
      className={classes(
        "h-12 px-3 first:ps-0 last:pe-0",
        align === "end" && "text-end tabular-nums",
        "max-md:group-data-stacked/table:flex max-md:group-data-stacked/table:h-auto max-md:group-data-stacked/table:min-h-6 max-md:group-data-stacked/table:items-center max-md:group-data-stacked/table:justify-between max-md:group-data-stacked/table:gap-4 max-md:group-data-stacked/table:px-0",
        className,
      )}
      {...rest}
    >
      {label && (
        <span aria-hidden className="hidden text-muted max-md:group-data-stacked/table:inline">
          {label}
        </span>
      )}
      {label ? <span className="min-w-0">{children}</span> : children}
    </td>
  );
}

/** A link that covers the whole row. Other controls in the row need `className="relative"`. */
export function RowLink({ href, className, ...rest }: Omit<ComponentProps<"a">, "href"> & { href: string }) {
  return (
    <Link
      href={href as Route}
      data-row-link=""
      className={classes("rounded-sm font-medium after:absolute after:inset-0 after:content-['']", className)}
      {...rest}
    />
  );
}
