import { projectPatch } from "@/lib/projects";

export const UpdateProjectBody = projectPatch.meta({ id: "UpdateProject" });
