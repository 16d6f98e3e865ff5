import type { Widget } from "./widget";

/** https://developers.cloudflare.com/turnstile */
export const turnstile: Widget = {
  kind: "turnstile",
  scriptUrl: "https://challenges.cloudflare.com/turnstile/v0/api.js",
  className: "cf-turnstile",
  sources: ["https://challenges.cloudflare.com"],
  siteverifyUrl: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
  sendsSiteKey: false,
  heightPixels: 65,
  openHeightPixels: 65,
};
