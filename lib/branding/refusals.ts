export type LogoRefusal =
  /** Not an image, a damaged one, one of another format, or one with more than 16 million pixels. */
  { code: "logo_unreadable" };
