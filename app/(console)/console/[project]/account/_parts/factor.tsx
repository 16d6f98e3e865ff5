import type { ReactNode } from "react";

/** One way to give the second factor. */
export function Factor({
  title,
  description,
  action,
  children,
}: {
  title: string;
  description: string;
  action: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="grid gap-3 rounded-md border bg-surface p-4 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 flex-[1_1_12rem]">
          <h3 className="font-medium">{title}</h3>
          <p className="text-muted">{description}</p>
        </div>
        <div className="flex gap-2">{action}</div>
      </div>
      {children}
    </li>
  );
}
