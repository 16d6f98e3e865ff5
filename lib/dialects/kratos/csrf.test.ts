import { describe, expect, it } from "vitest";
import { cookieName, cookieOf, isTokenOf, maskedToken, newSecret, secretIn } from "./csrf";

describe("the anti-CSRF cookie", () => {
  it.each([
    ["http://foo.com/bar", "01c86631efd1537ee34a98e75884a6e21dd8e2d9e944934bca21204106bfd32f"],
    ["http://127.0.0.1:4433/", "806060ca5bf70dff3caa0e5c860002aade9d470a5a4dce73bcfa7ba10778f481"],
  ])("is named for %s", (url, hash) => {
    expect(cookieName(url)).toBe(`csrf_token_${hash}`);
  });

  it("returns its secret from among other cookies, and null for a malformed one", () => {
    const [base, secret] = ["https://acme.example", newSecret()];
    const cookie = cookieOf(secret, base);
    expect(cookie).toMatch(/; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/);
    expect(secretIn(`a=b; ${cookie.split(";")[0]}; c`, base)).toEqual(secret);
    for (const cookies of [null, "", "=", `${cookieName(base)}=short`, cookie.replace(base, "")])
      expect(secretIn(cookies, "https://other.example")).toBeNull();
  });

  it("its token differs each time, and does not match another secret", () => {
    const secret = newSecret();
    const [one, other] = [maskedToken(secret), maskedToken(secret)];
    expect(one).not.toBe(other);
    expect(one).toHaveLength(88);
    for (const token of [one, other, secret.toString("base64")]) expect(isTokenOf(token, secret)).toBe(true);
    for (const token of ["", "x", maskedToken(newSecret()), newSecret().toString("base64")])
      expect(isTokenOf(token, secret)).toBe(false);
  });
});
