import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

/** Shared by all text controls. 16 px on touch screens, because iOS zooms into fields with smaller text. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-control bg-surface px-3 text-base pointer-fine:text-sm placeholder:text-muted " +
  "focus-visible:outline-offset-[-1px] aria-invalid:border-danger disabled:cursor-not-allowed disabled:bg-subtle disabled:text-muted [&[readonly]]:bg-subtle";

/** A single-line text field with an optional icon at the start. */
export function Input({ icon, className, ...rest }: ComponentProps<"input"> & { icon?: ReactNode }) {
  const input = (
    <input className={classes(controlClasses, "h-control", icon != null && "ps-9", className)} {...rest} />
  );
  if (!icon) return input;
  return (
    <span className="relative block">
      <span className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-muted [&_svg]:size-4">
        {icon}
      </span>
      {input}
    </span>
  );
}
