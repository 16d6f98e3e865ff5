import type { LogoRefusal } from "@/lib/branding";
import type { Problem } from "./problem";

/** The problems for refusals of `lib/branding`. */
export const brandingProblems: {
  [C in LogoRefusal["code"]]: Problem<Extract<LogoRefusal, { code: C }>>;
} = {
  logo_unreadable: {
    status: 422,
    title: "The image could not be read.",
    detail: () => "It is damaged, in another format, or has more than 16 million pixels.",
    advice: "Upload a PNG, JPEG, WebP or GIF.",
  },
};
