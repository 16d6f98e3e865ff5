import { type ReactNode, useId } from "react";
import { classes } from "./classes";

/** A section of a page. `split` puts the heading to the left of the content on wide screens, for settings. */
export function Section({
  title,
  description,
  actions,
  split,
  anchor,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  split?: boolean;
  /** The fragment of links to it. */
  anchor?: string;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className={classes(
        "min-w-0 scroll-mt-18 lg:scroll-mt-4",
        split
          ? "grid gap-x-10 gap-y-5 border-t py-8 first:border-t-0 first:pt-0 lg:grid-cols-[16rem_minmax(0,1fr)]"
          : "grid gap-4",
        className,
      )}
    >
      <div className={split ? "grid content-start gap-3" : "flex flex-wrap items-end justify-between gap-3"}>
        <div className="min-w-0">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          {description && <p className="text-muted text-sm">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
