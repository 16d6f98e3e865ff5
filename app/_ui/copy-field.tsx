import { type ReactNode, useId } from "react";
import { CopyButton } from "./copy-button";

/** A read-only value with a copy button, such as an ID, a key or a URL. */
export function CopyField({
  label,
  value,
  hint,
  hideLabel,
  className,
}: {
  label: string;
  value: string;
  hint?: ReactNode;
  hideLabel?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <div className={`grid min-w-0 gap-1.5 ${className ?? ""}`}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      <div className="flex h-control min-w-0 items-center rounded-md border bg-subtle pe-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent-text">
        <input
          id={id}
          readOnly
          value={value}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className="h-full min-w-0 flex-1 truncate bg-transparent px-3 font-mono text-sm outline-none"
        />
        <CopyButton value={value} name={label} />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}
