import type { Theme } from "./theme";

/** Sets the document's theme from inside `<body>`, because the root layout reads no cookie. Place it first in a layout. */
export function PageTheme({ theme }: { theme: Theme }) {
  return <span hidden data-page-theme={theme} />;
}
