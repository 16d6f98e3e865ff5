export type Theme = "system" | "light" | "dark";

/** Stores an operator's choice. Sent to the console only. */
export const themeCookie = { name: "theme", path: "/console", maxAgeSeconds: 31_536_000 };

/** Parses the cookie's value. Anything unknown means the system's theme. */
export function themeFrom(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
