import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

/** A checkbox with its label and an optional hint. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const hintId = useId();
  return (
    <div className={className}>
      <label className="flex min-h-6 w-fit cursor-pointer items-start gap-2.5 text-sm has-disabled:cursor-not-allowed has-disabled:text-muted">
        <span className="mt-[0.1875rem] grid shrink-0">
          <input
            type="checkbox"
            aria-describedby={hint ? hintId : undefined}
            className="peer col-start-1 row-start-1 size-4 cursor-[inherit] appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent aria-invalid:border-danger forced-colors:appearance-auto"
            {...rest}
          />
          <Check
            aria-hidden
            strokeWidth={3}
            className="pointer-events-none invisible col-start-1 row-start-1 size-3 place-self-center text-accent-foreground peer-checked:visible forced-colors:hidden"
          />
        </span>
        <span>{label}</span>
      </label>
      {hint && (
        <p id={hintId} className="ms-6.5 text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}
