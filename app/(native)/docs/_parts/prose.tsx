import type { ReactNode } from "react";
import { classes } from "@/app/_ui/classes";

/** Renders the Markdown used in descriptions: paragraphs, `code` and **strong**. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <div className={classes("grid gap-3", className)}>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>
          <Inline text={paragraph} />
        </p>
      ))}
    </div>
  );
}

/** Renders one line of it. */
export function Inline({ text }: { text: string }): ReactNode {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
    if (part.startsWith("`")) return <Code key={i}>{part.slice(1, -1)}</Code>;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
    if (part.startsWith("**")) return <strong key={i}>{part.slice(2, -2)}</strong>;
    return part;
  });
}

/** Inline code. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="break-words rounded-sm bg-subtle px-1 py-px font-mono text-[0.9em]">{children}</code>
  );
}
