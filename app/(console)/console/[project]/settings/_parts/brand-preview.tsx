import { brand } from "@/app/_ui/brand";
import { text } from "../text";

/** A static preview of the portal in the project's branding. */
export function BrandPreview({ name, accent, radius }: { name: string; accent: string; radius: string }) {
  return (
    <figure className="grid content-start gap-2">
      <figcaption className="font-medium text-sm">{text.preview}</figcaption>
      <div
        {...brand({ accent, radius: radius === "" ? null : Number(radius) })}
        aria-hidden
        inert
        className="grid gap-4 rounded-lg border p-6"
      >
        <p className="break-words font-semibold text-sm">{name}</p>
        <div className="grid gap-1">
          <p className="font-semibold text-lg">{text.previewTitle}</p>
          <p className="break-words text-muted text-sm">{text.previewText(name)}</p>
        </div>
        <div className="flex gap-1.5">
          {["4", "1", "9", "2", "", ""].map((digit, i) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its position.
              key={i}
              className="grid size-10 place-items-center rounded-md border border-control bg-surface font-mono"
            >
              {digit}
            </span>
          ))}
        </div>
        <span className="inline-flex h-10 w-fit items-center rounded-md bg-accent px-4 font-medium text-accent-foreground text-sm">
          {text.previewButton}
        </span>
      </div>
    </figure>
  );
}
