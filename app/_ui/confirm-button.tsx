import type { ComponentProps } from "react";
import { Button, type ButtonProps } from "./button";
import { classes } from "./classes";
import { ConfirmDialog } from "./confirm-dialog";

/** A small button that asks for confirmation. The dialog's button has the same label, unless `confirmLabel` is another. */
export function ConfirmButton({
  label,
  confirmLabel = label,
  variant = "ghost",
  tone = "danger",
  className,
  ...dialog
}: {
  label: string;
  confirmLabel?: string;
  className?: string;
} & Pick<ButtonProps, "variant"> &
  Omit<ComponentProps<typeof ConfirmDialog>, "trigger" | "confirmLabel">) {
  return (
    <ConfirmDialog
      trigger={
        <Button
          variant={variant}
          size="sm"
          className={classes(tone === "danger" && "text-danger", className)}
        >
          {label}
        </Button>
      }
      confirmLabel={confirmLabel}
      tone={tone}
      {...dialog}
    />
  );
}
