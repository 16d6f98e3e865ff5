import { type ReactNode, useId } from "react";
import { FieldError } from "./field";

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** A choice between a few visible options. `cards` adds a border around each. */
export function RadioGroup({
  label,
  name,
  options,
  defaultValue,
  hint,
  error,
  required,
  hideLabel,
  cards,
  className,
}: {
  label: ReactNode;
  name: string;
  options: RadioOption[];
  defaultValue?: string;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  hideLabel?: boolean;
  cards?: boolean;
  className?: string;
}) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset className={className} aria-describedby={describedBy || undefined}>
      <legend className={hideLabel ? "sr-only" : "mb-1.5 font-medium text-sm"}>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 mb-1.5 text-muted text-sm">
          {hint}
        </p>
      )}
      <div className={cards ? "grid gap-2" : "grid gap-1.5"}>
        {options.map((option, i) => (
          <label key={option.value} className={cards ? cardClasses : lineClasses}>
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              required={required}
              aria-describedby={option.hint ? `${id}-${i}` : undefined}
              className="mt-[0.1875rem] size-4 shrink-0 cursor-[inherit] appearance-none rounded-full border border-control bg-surface checked:border-[5px] checked:border-accent-text forced-colors:appearance-auto"
            />
            <span>
              {option.label}
              {option.hint && (
                <span id={`${id}-${i}`} className="block text-muted">
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

const lineClasses =
  "flex min-h-6 w-fit cursor-pointer gap-2.5 text-sm has-disabled:cursor-not-allowed has-disabled:text-muted";
const cardClasses =
  "flex cursor-pointer gap-3 rounded-md border bg-surface p-3 text-sm hover:border-control has-checked:border-accent-text has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:text-muted";
