import type { Theme } from "./theme";

/** Marks the whole document as light or dark, from inside `<body>`: the root layout reads no cookie. First in a layout. */
export function PageTheme({ theme }: { theme: Theme }) {
  return <span hidden data-page-theme={theme} />;
}
