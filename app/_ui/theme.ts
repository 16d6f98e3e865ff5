export type Theme = "system" | "light" | "dark";

/** Holds an operator's choice; sent to the console only. */
export const themeCookie = { name: "theme", path: "/console", maxAgeSeconds: 31_536_000 };

/** What a cookie says; anything unknown means the system decides. */
export function themeFrom(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
