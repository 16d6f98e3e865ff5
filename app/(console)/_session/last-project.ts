/** Stores the last project an operator opened. Set in the browser, read by `/console` only. */
export const lastProjectCookie = { name: "countersign.project", path: "/console", maxAgeSeconds: 31_536_000 };
