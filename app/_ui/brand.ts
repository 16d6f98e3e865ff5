import type { CSSProperties } from "react";
import { accentForeground, accentHover, accentText, isHexColor } from "./color";

export interface Brand {
  /** `#rgb` or `#rrggbb`. Anything else is ignored. */
  accent?: string | null;
  /** The corner radius of controls, in pixels, 0 to 24. Cards get one and a half times as much. */
  radius?: number | null;
}

/** Attributes that apply a brand to an element and its content: `<main {...brand(project.branding)}>`. */
export function brand({ accent, radius }: Brand): { "data-brand": ""; style: CSSProperties } {
  return {
    "data-brand": "",
    style: {
      ...(accent && isHexColor(accent) && accentVariables(accent)),
      ...(typeof radius === "number" && { "--radius": `${Math.min(24, Math.max(0, radius))}px` }),
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
