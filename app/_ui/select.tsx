import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses } from "./input";

/** A native select, for the best support on phones and in screen readers. Children are `<option>`s. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={classes("relative block", className)}>
      <select className={classes(controlClasses, "h-control appearance-none pe-9")} {...rest} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
