import { classes } from "./classes";

/**
 * The Countersign logo: two matching halves, like a challenge and its response. `wordmark={false}` shows only the symbol.
 */
export function Logo({ wordmark = true, className }: { wordmark?: boolean; className?: string }) {
  return (
    <span
      className={classes("inline-flex items-center gap-2 font-semibold text-base tracking-tight", className)}
    >
      <svg
        viewBox="0 0 24 24"
        className="size-[1.375em] shrink-0"
        role={wordmark ? undefined : "img"}
        aria-hidden={wordmark || undefined}
        aria-label={wordmark ? undefined : "Countersign"}
      >
        <path fill="currentColor" d="M13.5 1.1V11h-5v11.43A11 11 0 0 1 13.5 1.1Z" />
        <path fill="var(--accent-text)" d="M10.5 22.9V13h5V1.57A11 11 0 0 1 10.5 22.9Z" />
      </svg>
      {wordmark && "Countersign"}
    </span>
  );
}
