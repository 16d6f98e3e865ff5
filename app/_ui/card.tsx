import { type ReactNode, useId } from "react";
import { classes } from "./classes";

/** A bordered section, labelled by its title. `flush` removes the padding, for tables and lists. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  level: Heading = "h2",
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  flush?: boolean;
  level?: "h2" | "h3";
  className?: string;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classes(
        "flex min-w-0 flex-col rounded-lg border bg-surface [--table-background:var(--surface)]",
        className,
      )}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4">
          <div className="min-w-0">
            {title && (
              <Heading id={id} className="break-words font-semibold text-base">
                {title}
              </Heading>
            )}
            {description && <p className="text-muted text-sm">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {children && (
        <div className={classes("min-w-0 flex-1", !flush && "p-5", !flush && Boolean(title) && "pt-4")}>
          {children}
        </div>
      )}
      {footer && (
        <footer className="flex flex-wrap items-center gap-2 border-t px-5 py-3 text-sm">{footer}</footer>
      )}
    </section>
  );
}
