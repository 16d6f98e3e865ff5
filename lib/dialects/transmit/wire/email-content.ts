import type { CustomMessage } from "@/drizzle/schema";
import { longest, optionalObject, optionalText, requiredText } from "./member";

const longestLogo = 20_000;

/** class-validator's `isHexColor`: the sign may be missing, and transparency may follow. */
const hexColor = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** Image types that mail clients show, by the first bytes in base64. */
const beginnings: readonly [RegExp, string][] = [
  [/^iVBORw0KGgo/, "image/png"],
  [/^\/9j\//, "image/jpeg"],
  [/^R0lGOD/, "image/gif"],
  [/^UklGR/, "image/webp"],
];
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The logo as a `data:` URI, given as one or as plain base64. Null if it is not an image. */
function logoUri(text: string): string | null {
  const [, type, content] = /^data:(image\/(?:png|jpe?g|gif|webp|svg\+xml));base64,(.+)$/s.exec(text) ?? [];
  const bare = (content ?? text).replace(/\s+/g, "");
  if (!base64.test(bare)) return null;
  const found = type ?? beginnings.find(([beginning]) => beginning.test(bare))?.[1];
  return found ? `data:${found};base64,${bare}` : null;
}

function logoFlaw(text: string): string | null {
  if (text.length > longestLogo) return `must be shorter than or equal to ${longestLogo} characters`;
  return logoUri(text) ? null : "must be an image in base64";
}

/** `#rgb`, `#rrggbb` and both with transparency, as `#rrggbb`. */
function plainColor(text: string): string {
  const digits = text.replace("#", "");
  if (digits.length > 4) return `#${digits.slice(0, 6)}`;
  return `#${[...digits.slice(0, 3)].map((digit) => digit + digit).join("")}`;
}

/** Subjects and names must be on one line. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/**
 * The vendor's custom email, in its camelCase. If it is given, everything but the code or the button comes from it, and omitted
 * parts stay empty.
 */
export const EmailContent = optionalObject({
  subject: requiredText,
  primaryColor: optionalText((text) => (hexColor.test(text) ? null : "must be a hexadecimal color")),
  base64logo: optionalText(logoFlaw),
  headerText: optionalText(),
  bodyText: optionalText(),
  linkText: optionalText(),
  infoText: optionalText(),
  footerText: optionalText(),
  senderName: optionalText(longest(200)),
}).transform(
  (given): CustomMessage | undefined =>
    given && {
      email: {
        subject: oneLine(given.subject),
        senderName: given.senderName && oneLine(given.senderName),
        primaryColor: given.primaryColor && plainColor(given.primaryColor),
        logo: (given.base64logo && logoUri(given.base64logo)) ?? undefined,
        heading: given.headerText,
        body: given.bodyText,
        button: given.linkText,
        info: given.infoText,
        footer: given.footerText,
      },
    },
);
