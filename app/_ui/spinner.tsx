import { LoaderCircle } from "lucide-react";
import { classes } from "./classes";

/** Turns while something happens. Give a `label` where no text beside it says what. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? "status" : undefined} className={classes("inline-grid", className ?? "size-4")}>
      <LoaderCircle aria-hidden className="size-full animate-spin" />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
