import { describe, expect, test } from "vitest";
import { nextWait } from "./backoff";

describe("the next try", () => {
  test.each([
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 180],
    [5, 600],
    [12, 600],
  ])("after %i tries comes in %i seconds, give or take a fifth", (tries, seconds) => {
    expect(nextWait(tries, 86_400, 0.5)).toBe(seconds);
    expect(nextWait(tries, 86_400, 0)).toBeCloseTo(seconds * 0.8);
    expect(nextWait(tries, 86_400, 0.999)).toBeCloseTo(seconds * 1.2, 0);
  });

  test.each([
    [4, 120, 50],
    [1, 25, 2.5],
  ])("after %i tries comes before the code expires: %i s are left, it waits %d s", (tries, life, wait) => {
    expect(nextWait(tries, life, 0.5)).toBe(wait);
  });

  test("is not made if the code would expire before anyone could enter it", () => {
    expect(nextWait(1, 21, 0)).toBeNull();
    expect(nextWait(1, -5, 0)).toBeNull();
  });

  test("is not made after the maximum", () => {
    expect(nextWait(20, 86_400, 0)).toBeNull();
  });

  test("comes several times within ten minutes", () => {
    let [life, tries] = [600, 0];
    for (;;) {
      const wait = nextWait(++tries, life, 0.5);
      if (wait === null) break;
      life -= wait;
    }
    expect(tries).toBeGreaterThanOrEqual(6);
  });
});
