import type { ComponentProps } from "react";
import { classes } from "./classes";
import { controlClasses } from "./input";

/** Several lines of text; grows with them where the browser can. `mono` for code and templates. */
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
