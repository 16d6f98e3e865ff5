import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses } from "./input";

/** A multi-line text field that grows with its content where browsers support it. `mono` is for code. */
export function Textarea({ mono, className, ...rest }: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      rows={4}
      className={classes(
        controlClasses,
        "field-sizing-content min-h-24 py-2",
        mono && "font-mono",
        className,
      )}
      {...rest}
    />
  );
}
