/** The backgrounds behind accent-colored text: `--background` (tinted with the accent) and `--subtle` in globals.css. */
const backgrounds = { light: ["#fcfcfa", "#f3f2ee"], dark: ["#121211", "#252522"] } as const;
/** Slightly more than the share in `--accent-soft`, which mixes in another color space. */
const tint = { light: 0.12, dark: 0.2 };
/** WCAG 2.2, 1.4.3 (AA) for text of any size. */
const minContrast = 4.5;

type Rgb = [number, number, number];

/** `#rgb` or `#rrggbb`. Anything else must not reach a style attribute (CSS injection). */
export function isHexColor(text: string): boolean {
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text);
}

/** The WCAG 2.2 contrast ratio of two hex colors, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * A readable text color on `hex`: white if it reaches AA, else black. One of them always does, because their contrasts
 * multiply to 21 and √21 = 4.58.
 */
export function accentForeground(hex: string): "#ffffff" | "#000000" {
  return contrast(hex, "#ffffff") >= minContrast ? "#ffffff" : "#000000";
}

/** The accent as text or focus ring on our backgrounds, moved towards black or white until it reaches AA. */
export function accentText(hex: string, theme: "light" | "dark"): string {
  const end = theme === "light" ? "#000000" : "#ffffff";
  const [page, subtle] = backgrounds[theme];
  // Twenty steps of 5%. Black or white itself always reaches AA.
  for (let step = 0; step < 20; step++) {
    const text = mix(hex, end, step / 20);
    if (contrast(text, subtle) >= minContrast && contrast(text, mix(page, text, tint[theme])) >= minContrast)
      return text;
  }
  return end;
}

/** The accent on hover, moved away from its text color, so that the contrast only increases. */
export function accentHover(hex: string): string {
  return mix(hex, accentForeground(hex) === "#ffffff" ? "#000000" : "#ffffff", 0.14);
}

function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((value, i) => Math.round(value + (end[i]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(hex: string): Rgb {
  if (!isHexColor(hex)) throw new TypeError(`Not a hex color: ${hex}`);
  const digits = hex.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g)!;
  return pairs.map((pair) => Number.parseInt(pair, 16)) as Rgb;
}
