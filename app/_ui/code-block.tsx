import { classes } from "./classes";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

/** A code block with a copy button. `wrap` breaks long lines instead of scrolling. */
export function CodeBlock({
  code,
  title,
  name = "code",
  wrap,
  className,
}: {
  code: string;
  title?: string;
  /** What it is, if it has no title. */
  name?: string;
  wrap?: boolean;
  className?: string;
}) {
  const copy = <CopyButton value={code} name={title ?? name} />;
  return (
    <figure
      className={classes("relative min-w-0 overflow-hidden rounded-lg border bg-surface", className)}
      dir="ltr"
    >
      {title && (
        <figcaption className="flex min-h-10 items-center justify-between gap-2 border-b ps-4 pe-1.5 text-muted text-xs">
          {title}
          {copy}
        </figcaption>
      )}
      <ScrollRegion label={title ?? name} className="overflow-x-auto focus-visible:outline-offset-[-2px]">
        <pre
          className={classes(
            "p-4 font-mono text-[0.8125rem] leading-relaxed",
            wrap ? "whitespace-pre-wrap break-words" : "w-max min-w-full",
            !title && "pe-12",
          )}
        >
          <code>{code}</code>
        </pre>
      </ScrollRegion>
      {!title && <div className="absolute end-1.5 top-1.5 rounded-md bg-surface">{copy}</div>}
    </figure>
  );
}
