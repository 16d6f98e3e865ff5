import type { CSSProperties } from "react";
import { accentForeground, accentHover, accentText, isHexColor } from "./color";

export interface Brand {
  /** `#rgb` or `#rrggbb`; anything else counts as absent. */
  accent?: string | null;
  /** Of controls, in pixels, 0 to 16; cards take one and a half times as much. */
  radius?: number | null;
}

/** Attributes that dress a wrapper and everything in it: `<main {...brand(project.branding)}>`. */
export function brand({ accent, radius }: Brand): { "data-brand": ""; style: CSSProperties } {
  return {
    "data-brand": "",
    style: {
      ...(accent && isHexColor(accent) && accentVariables(accent)),
      ...(typeof radius === "number" && { "--radius": `${Math.min(16, Math.max(0, radius))}px` }),
    } as CSSProperties,
  };
}

function accentVariables(accent: string) {
  return {
    "--accent": accent,
    "--accent-foreground": accentForeground(accent),
    "--accent-hover": accentHover(accent),
    "--accent-on-light": accentText(accent, "light"),
    "--accent-on-dark": accentText(accent, "dark"),
  };
}
