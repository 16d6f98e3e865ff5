import type { CSSProperties } from "react";
import { accentForeground, accentHover, accentText, isHexColor } from "./color";

export interface Brand {
  /** `#rgb` or `#rrggbb`. Anything else is ignored. */
  accent?: string | null;
  /** The accent in dark mode, likewise. Without it, the same one. */
  darkAccent?: string | null;
  /** The corner radius of controls, in pixels, 0 to 24. Cards get one and a half times as much. */
  radius?: number | null;
}

/** Attributes that apply a brand to an element and its content: `<main {...brand(project.branding)}>`. */
export function brand({ accent, darkAccent, radius }: Brand): { "data-brand": ""; style: CSSProperties } {
  return {
    "data-brand": "",
    style: {
      ...accentVariables(hexOf(accent), hexOf(darkAccent)),
      ...(typeof radius === "number" && { "--radius": `${Math.min(24, Math.max(0, radius))}px` }),
    } as CSSProperties,
  };
}

function hexOf(color: string | null | undefined): string | null {
  return color && isHexColor(color) ? color : null;
}

/** One accent alone is for both modes. */
function accentVariables(light: string | null, dark: string | null) {
  if (!light && !dark) return {};
  const [onLight, onDark] = [light ?? dark!, dark ?? light!];
  // globals.css chooses between them.
  return {
    "--accent-light": onLight,
    "--accent-dark": onDark,
    "--accent-foreground-light": accentForeground(onLight),
    "--accent-foreground-dark": accentForeground(onDark),
    "--accent-hover-light": accentHover(onLight),
    "--accent-hover-dark": accentHover(onDark),
    "--accent-on-light": accentText(onLight, "light"),
    "--accent-on-dark": accentText(onDark, "dark"),
  };
}
