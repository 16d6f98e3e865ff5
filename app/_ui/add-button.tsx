import { Plus } from "lucide-react";
import { Button, type ButtonProps } from "./button";

/** A button that adds something, usually by opening a dialog. */
export function AddButton({ children, ...rest }: ButtonProps) {
  return (
    <Button variant="primary" {...rest}>
      <Plus aria-hidden />
      {children}
    </Button>
  );
}
