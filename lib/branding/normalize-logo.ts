import { ok, type Result, refuse } from "@/lib/result";
import type { LogoRefusal } from "./refusals";

/** Enough for four pixels of a screen for each of the page's: logos are shown at most 160 wide and 32 high. */
const box = { width: 640, height: 128 };
const maxPixels = 16_000_000;
/** No SVG: it can name other files, and mail programs don't show it. */
const formats = ["png", "jpeg", "webp", "gif"];

export interface NormalizedLogo {
  content: Buffer;
  width: number;
  height: number;
}

/**
 * Makes a PNG of an uploaded image that fits into 640 × 128 pixels, keeping its proportions and transparency. Only its pixels are kept:
 * no metadata, no other frames, nothing that was hidden in the file.
 */
export async function normalizeLogo(given: Uint8Array): Promise<Result<NormalizedLogo, LogoRefusal>> {
  // Native code, needed by nobody who doesn't upload a logo.
  const { default: sharp } = await import("sharp");
  try {
    const image = sharp(given, { limitInputPixels: maxPixels, pages: 1, failOn: "error" });
    const { format } = await image.metadata();
    if (!formats.includes(format)) return refuse({ code: "logo_unreadable" });
    const { data, info } = await image
      // As its orientation tag says, which is then dropped.
      .autoOrient()
      .resize({ ...box, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    return ok({ content: data, width: info.width, height: info.height });
  } catch {
    // Whatever is wrong with it. The library's texts aren't for clients.
    return refuse({ code: "logo_unreadable" });
  }
}
