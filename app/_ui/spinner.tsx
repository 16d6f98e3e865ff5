import { LoaderCircle } from "lucide-react";
import { classes } from "./classes";

/** A loading spinner. Pass a `label` if there is no text next to it. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? "status" : undefined} className={classes("inline-grid", className ?? "size-4")}>
      <LoaderCircle aria-hidden className="size-full animate-spin" />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
