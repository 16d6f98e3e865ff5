import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { forgetHosts, insertProject, projectOfHost, updateProject } from ".";

useTestDatabase();

describe("the project of a host", () => {
  it("is the one whose settings list it, or else the oldest; never the reserved one", async () => {
    expect(await projectOfHost("a.example")).toBeNull();
    await insertProject("Console", { kind: "reserved" });
    forgetHosts();
    expect(await projectOfHost("a.example")).toBeNull();
    const [first, second] = [await insertProject("First"), await insertProject("Second")];
    const { dialects } = second.settings;
    const kratos = { ...dialects.kratos, hosts: ["b.example", "b.example:8080"] };
    await updateProject(second.id, { settings: { ...second.settings, dialects: { ...dialects, kratos } } });
    forgetHosts();
    const names = async (...hosts: string[]) =>
      (await Promise.all(hosts.map(projectOfHost))).map((project) => project?.id);
    expect(await names("a.example", "b.example", "b.example:8080", "b.example:1")).toEqual([
      first.id,
      second.id,
      second.id,
      first.id,
    ]);
  });
});
