export type Theme = "system" | "light" | "dark";

/** Stores an operator's choice. Sent to the console only. */
export const themeCookie = { name: "theme", path: "/console", maxAgeSeconds: 31_536_000 };

const changed = "themechange";

/** Applies a theme and stores it in a cookie, which `PageTheme` applies from then on. */
export function chooseTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support.
  document.cookie = `${themeCookie.name}=${theme}; path=${themeCookie.path}; max-age=${themeCookie.maxAgeSeconds}; samesite=lax`;
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new CustomEvent(changed, { detail: theme }));
}

/** Calls back whenever a theme is chosen. Returns a function that stops it. */
export function onTheme(tell: (theme: Theme) => void): () => void {
  const listen = (event: Event) => tell((event as CustomEvent<Theme>).detail);
  addEventListener(changed, listen);
  return () => removeEventListener(changed, listen);
}

/** Parses the cookie's value. Anything unknown means the system's theme. */
export function themeFrom(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
