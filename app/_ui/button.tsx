import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Spinner } from "./spinner";

const variantClasses = {
  primary: "bg-accent text-accent-foreground hover:bg-accent-hover",
  secondary: "border border-control/60 bg-surface text-foreground hover:bg-subtle",
  ghost: "hover:bg-subtle",
  danger: "bg-danger text-danger-foreground hover:bg-danger-hover",
};

const sizes = {
  sm: "h-8 gap-1.5 px-3 text-sm pointer-coarse:h-10",
  md: "h-control gap-2 px-4 text-sm",
  lg: "h-12 gap-2 px-5 text-base",
  /** A square for an icon. Needs an `aria-label`. */
  icon: "size-control text-sm",
  "icon-sm": "size-8 text-sm pointer-coarse:size-10",
};

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variantClasses;
  size?: keyof typeof sizes;
  /** Shows a spinner and ignores clicks. The button keeps its width and focus. */
  pending?: boolean;
  /** Styles its only child, such as a link, instead of rendering a button. */
  asChild?: boolean;
}

/** A button, or with `asChild` a link that looks like one. Icons are plain children. Set `type="submit"` to submit a form. */
export function Button({
  variant = "secondary",
  size = "md",
  pending = false,
  asChild = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  const buttonClasses = classes(
    "relative inline-flex shrink-0 justify-self-start select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
    variantClasses[variant],
    sizes[size],
    pending && "pointer-events-none",
    className,
  );
  if (asChild) {
    return (
      <Slot className={buttonClasses} {...rest}>
        {children}
      </Slot>
    );
  }
  return (
    <button
      type="button"
      className={buttonClasses}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      {...rest}
    >
      {pending ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
