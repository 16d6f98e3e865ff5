import { CircleAlert } from "lucide-react";
import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { classes } from "./classes";

interface ControlProps {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false";
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** The error text. It is linked to the control and announced by screen readers. */
  error?: ReactNode;
  required?: boolean;
  /** Shows the label to screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** An Input, Textarea or Select. */
  children: ReactElement<ControlProps>;
}

/** A control with its label, hint and error. */
export function Field({ label, hint, error, required, hideLabel, className, children }: FieldProps) {
  const ownId = useId();
  const id = children.props.id ?? ownId;
  const describedBy = [children.props["aria-describedby"], hint && `${id}-hint`, error && `${id}-error`];
  return (
    <div className={classes("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium text-sm"}>
        {label}
        {required && (
          <span aria-hidden className="text-danger">
            {" *"}
          </span>
        )}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 text-muted text-sm">
          {hint}
        </p>
      )}
      {cloneElement(children, {
        id,
        ...(required && { required }),
        "aria-describedby": describedBy.filter(Boolean).join(" ") || undefined,
        ...(error && { "aria-invalid": true }),
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** A live region that is always rendered, because screen readers announce only changes to an existing one. */
export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <div aria-live="polite" className={children ? undefined : "contents"}>
      {children && (
        <p id={id} className="flex gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-[0.1875rem] size-4 shrink-0" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
