import type { ReactNode } from "react";

/** Shown for an empty list or page: the reason, and the next step as a button. */
export function EmptyState({
  icon,
  title,
  level: Heading = "h2",
  children,
  action,
}: {
  icon?: ReactNode;
  title: ReactNode;
  /** Use h1 if it is the whole page. */
  level?: "h1" | "h2";
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center px-4 py-16 text-center">
      {icon && (
        <span className="mb-4 grid size-11 place-items-center rounded-lg border bg-surface text-muted [&_svg]:size-5">
          {icon}
        </span>
      )}
      <Heading className="font-semibold text-base">{title}</Heading>
      {children && <div className="mt-1 text-balance text-muted text-sm">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
