import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes";

const tones = {
  info: { icon: Info, surface: "border-accent-text/25 bg-accent-soft", mark: "text-accent-text" },
  success: { icon: CircleCheck, surface: "border-success/25 bg-success-soft", mark: "text-success" },
  warning: { icon: TriangleAlert, surface: "border-warning/30 bg-warning-soft", mark: "text-warning" },
  danger: { icon: CircleAlert, surface: "border-danger/25 bg-danger-soft", mark: "text-danger" },
};

/** A highlighted notice. `live` announces it to screen readers when it appears after an action. */
export function Callout({
  tone = "info",
  title,
  action,
  live,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
  children?: ReactNode;
}) {
  const { icon: Icon, surface, mark } = tones[tone];
  return (
    <div
      role={live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={classes("flex gap-3 rounded-md border px-4 py-3 text-sm", surface, className)}
    >
      <Icon aria-hidden className={classes("mt-[0.1875rem] size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
