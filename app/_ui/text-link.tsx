import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import { classes } from "./classes";

/** A link within text. */
export function TextLink({
  href,
  className,
  ...rest
}: Omit<ComponentProps<"a">, "href"> & { href: string; prefetch?: boolean }) {
  return (
    <Link
      href={href as Route}
      className={classes(
        "rounded-sm text-accent-text underline decoration-1 decoration-current/40 underline-offset-3 hover:decoration-current",
        className,
      )}
      {...rest}
    />
  );
}
