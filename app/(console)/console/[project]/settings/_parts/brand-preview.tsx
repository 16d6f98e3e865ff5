import { brand } from "@/app/_ui/brand";
import { useText } from "../../../../_text/use-text";

interface Preview {
  name: string;
  logo: string | null;
  accent: string;
  darkAccent: string;
  radius: string;
}

/** The portal in the project's branding, in light and dark mode. */
export function BrandPreview(preview: Preview) {
  const t = useText();
  return (
    <figure className="grid content-start gap-2">
      <figcaption className="font-medium text-sm">{t("general.preview")}</figcaption>
      <PortalPreview {...preview} theme="light" />
      <PortalPreview {...preview} theme="dark" />
    </figure>
  );
}

function PortalPreview({
  name,
  logo,
  accent,
  darkAccent,
  radius,
  theme,
}: Preview & { theme: "light" | "dark" }) {
  const t = useText();
  return (
    <div
      {...brand({ accent, darkAccent, radius: radius === "" ? null : Number(radius) })}
      data-theme={theme}
      aria-hidden
      inert
      className="grid gap-4 rounded-lg border bg-surface p-6 text-foreground"
    >
      <p className="flex items-center gap-2.5 break-words font-semibold text-sm">
        {/* biome-ignore lint/performance/noImgElement: a small image of this server. */}
        {logo && <img src={logo} alt="" className="max-h-8 max-w-40" />}
        {name}
      </p>
      <div className="grid gap-1">
        <p className="font-semibold text-lg">{t("general.previewTitle")}</p>
        <p className="break-words text-muted text-sm">{t("general.previewText", { name })}</p>
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
        {t("general.previewButton")}
      </span>
      <span className="w-fit text-accent-text text-sm underline">{t("general.previewLink")}</span>
    </div>
  );
}
