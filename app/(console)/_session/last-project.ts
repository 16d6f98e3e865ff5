/** Remembers which project an operator looked at last. Written in the browser, read by `/console` only. */
export const lastProjectCookie = { name: "countersign.project", path: "/console", maxAgeSeconds: 31_536_000 };
