import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses } from "./input";

/**
 * A native select, for the best support on phones and in screen readers. `options` are labels by value; children are further
 * `<option>`s, which come first.
 */
export function Select({
  className,
  options = {},
  children,
  ...rest
}: ComponentProps<"select"> & { options?: Record<string, string> }) {
  return (
    <span className={classes("relative block", className)}>
      <select className={classes(controlClasses, "h-control appearance-none pe-9")} {...rest}>
        {children}
        {Object.entries(options).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
