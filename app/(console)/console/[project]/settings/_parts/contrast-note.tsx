import { accentText, isHexColor } from "@/app/_ui/color";
import { useText } from "../../../../_text/use-text";

/** Says that a color is hard to read as text in this mode, and what is used there instead. */
export function ContrastNote({ accent, theme }: { accent: string; theme: "light" | "dark" }) {
  const t = useText();
  const readable = isHexColor(accent) ? accentText(accent, theme) : accent;
  return (
    <p aria-live="polite" className="text-muted text-sm empty:hidden">
      {readable.toLowerCase() !== accent.toLowerCase() && (
        <>
          {t(`general.lowContrast.${theme}`)}{" "}
          <span
            aria-hidden
            style={{ backgroundColor: readable }}
            className="inline-block size-3 rounded-sm"
          />{" "}
          <code>{readable}</code>.
        </>
      )}
    </p>
  );
}
