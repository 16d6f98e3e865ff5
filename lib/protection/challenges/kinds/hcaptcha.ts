import type { Widget } from "./widget";

/** https://docs.hcaptcha.com */
export const hcaptcha: Widget = {
  kind: "hcaptcha",
  scriptUrl: "https://js.hcaptcha.com/1/api.js",
  className: "h-captcha",
  sources: ["https://hcaptcha.com", "https://*.hcaptcha.com"],
  siteverifyUrl: "https://api.hcaptcha.com/siteverify",
  // Recommended, so that an answer for another site is refused.
  sendsSiteKey: true,
  heightPixels: 78,
  // Its questions appear over the page.
  openHeightPixels: 620,
};
