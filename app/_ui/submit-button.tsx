"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** A submit button that shows a spinner while its form is pending. With a `name`, only the pressed button does. */
export function SubmitButton({ variant = "primary", name, value, onClick, pending, ...rest }: ButtonProps) {
  const form = useFormStatus();
  const pressed = !name || form.data?.get(name) === String(value ?? "");
  return (
    <Button
      variant={variant}
      {...rest}
      type="submit"
      name={name}
      value={value}
      pending={pending || (form.pending && pressed)}
      onClick={(event) => {
        // Enter in a field clicks this button too. A pending form must not be submitted twice.
        if (form.pending) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
