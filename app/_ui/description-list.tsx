import { Fragment, type ReactNode } from "react";
import { classes } from "./classes";

/** A list of terms and values. A missing value is shown as a dash. */
export function DescriptionList({
  items,
  className,
}: {
  items: { term: ReactNode; description: ReactNode }[];
  className?: string;
}) {
  return (
    <dl
      className={classes("grid gap-x-6 text-sm sm:grid-cols-[minmax(7rem,auto)_1fr] sm:gap-y-2", className)}
    >
      {items.map(({ term, description }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have a fixed order.
        <Fragment key={i}>
          <dt className="text-muted">{term}</dt>
          <dd className="mb-3 min-w-0 break-words sm:mb-0">{description ?? "–"}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
