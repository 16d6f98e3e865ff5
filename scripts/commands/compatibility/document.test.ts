import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keptDocument, writtenDocument } from "./document";

describe("the list of compatible endpoints", () => {
  it("matches routes, vendors' lists and READMEs (if this fails, run npm run compatibility)", async () => {
    expect(keptDocument()).toBe(await writtenDocument());
  });

  it("links to files that exist", async () => {
    const links = [...(await writtenDocument()).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, link]) => link!,
    );
    expect(links.filter((link) => !existsSync(join("docs", link)))).toEqual([]);
  });
});
