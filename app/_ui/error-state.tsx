import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Shown for an error: what happened, what to do, and a reference for support. */
export function ErrorState({
  title,
  children,
  action,
  reference,
  referenceLabel = "Reference",
  level: Heading = "h2",
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** A request ID or an error digest. */
  reference?: string;
  referenceLabel?: string;
  level?: "h1" | "h2";
}) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center px-4 py-16 text-center">
      <span className="mb-4 grid size-11 place-items-center rounded-lg bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="mt-1 text-balance text-muted text-sm">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
      {reference && (
        <p className="mt-5 text-muted text-xs">
          {referenceLabel} <code className="select-all font-mono">{reference}</code>
        </p>
      )}
    </div>
  );
}
