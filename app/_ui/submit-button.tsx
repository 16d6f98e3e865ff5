"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submits its form, and shows that the form is on its way. Of several with a `name`, only the pressed one spins. */
export function SubmitButton({ name, value, onClick, pending, ...rest }: ButtonProps) {
  const form = useFormStatus();
  const pressed = !name || form.data?.get(name) === String(value ?? "");
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      name={name}
      value={value}
      pending={pending || (form.pending && pressed)}
      onClick={(event) => {
        // Enter in a field presses this button too: a form on its way must not be sent again.
        if (form.pending) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
