/** What one look came to. `beware` works, but somebody should know; `broken` does not, or must not stay. */
export interface Finding {
  level: "fine" | "beware" | "broken";
  about: string;
  text: string;
  /** What to do, in plain words. */
  remedy?: string;
}

export const passed = (about: string, text: string): Finding => ({ level: "fine", about, text });
export const warning = (about: string, text: string, remedy: string): Finding => ({
  level: "beware",
  about,
  text,
  remedy,
});
export const failed = (about: string, text: string, remedy: string): Finding => ({
  level: "broken",
  about,
  text,
  remedy,
});
