import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { normalizeLogo } from "./normalize-logo";

const image = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha: 0.5 } } });

describe("an uploaded logo", () => {
  it.each(["png", "webp", "jpeg", "gif"] as const)(
    "is a PNG of at most 640 × 128, made from %s",
    async (format) => {
      const given = await image(2000, 1000).toFormat(format).toBuffer();
      const result = await normalizeLogo(given);
      expect(result).toMatchObject({ value: { width: 256, height: 128 } });
      const made = await sharp(result.ok ? result.value.content : Buffer.alloc(0)).metadata();
      expect([made.format, made.width, made.height]).toEqual(["png", 256, 128]);
    },
  );

  it("stays small if it is, keeps its transparency, and loses its metadata", async () => {
    const given = await image(20, 10)
      .withExif({ IFD0: { Copyright: "A secret" } })
      .withIccProfile("p3")
      .png()
      .toBuffer();
    const result = await normalizeLogo(given);
    const made = await sharp(result.ok ? result.value.content : Buffer.alloc(0)).metadata();
    expect(made).toMatchObject({ width: 20, height: 10, hasAlpha: true });
    expect([made.exif, made.icc]).toEqual([undefined, undefined]);
  });

  it("is turned as its orientation tag says", async () => {
    const given = await image(40, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await normalizeLogo(given)).toMatchObject({ value: { width: 20, height: 40 } });
  });

  it.each([
    ["an empty file", Buffer.alloc(0)],
    ["text", Buffer.from("logo")],
    [
      "SVG",
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      ),
    ],
  ])("isn't %s", async (_, given) => {
    expect(await normalizeLogo(given)).toMatchObject({ refusal: { code: "logo_unreadable" } });
  });

  it("isn't a damaged or an enormous image", async () => {
    const whole = await image(400, 300).png({ compressionLevel: 0 }).toBuffer();
    expect(await normalizeLogo(whole.subarray(0, whole.length / 2))).toMatchObject({ ok: false });
    const enormous = await image(5000, 4000).png().toBuffer();
    expect(enormous.length).toBeLessThan(1024 * 1024);
    expect(await normalizeLogo(enormous)).toMatchObject({ ok: false });
  });
});
