import { classes } from "@/app/_ui/classes";
import type { HttpMethod } from "@/lib/http";

const colors: Record<HttpMethod, string> = {
  get: "text-accent-text",
  post: "text-success",
  put: "text-warning",
  patch: "text-warning",
  delete: "text-danger",
};

/** The method of a call, at a fixed width so that paths line up. */
export function Method({ method, className }: { method: HttpMethod; className?: string }) {
  return (
    <span className={classes("font-medium font-mono text-xs uppercase", colors[method], className)}>
      {method}
    </span>
  );
}

/** A path with muted placeholders. It can break after each slash. */
export function Path({ path, className }: { path: string; className?: string }) {
  return (
    <span className={classes("font-mono text-sm", className)}>
      {path.split(/(?<=\/)|(\{\w+\})/).map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed path.
        <span key={i} className={part?.startsWith("{") ? "text-muted" : undefined}>
          {part}
          {part?.endsWith("/") && <wbr />}
        </span>
      ))}
    </span>
  );
}
