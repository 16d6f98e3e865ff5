import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses } from "./input";

/** The browser's own select, which every phone and every screen reader knows. Children are `<option>`s. */
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
