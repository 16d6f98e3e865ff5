import { classes } from "./classes";

/** A loading placeholder. Give it the size of the content. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classes("block animate-pulse rounded-sm bg-subtle", className ?? "h-4 w-full")}
    />
  );
}

/** A loading list, announced once to screen readers. For `loading.tsx`. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all rows are identical.
        <div key={row} className="flex h-12 items-center gap-6 border-b">
          <Skeleton className="h-3.5 w-2/5" />
          <Skeleton className="h-3.5 w-1/5" />
          <Skeleton className="ms-auto h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
