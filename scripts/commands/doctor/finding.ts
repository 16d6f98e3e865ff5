/** The result of one check. `beware`: it works, but you should know. `broken`: it does not work, or must be changed. */
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
