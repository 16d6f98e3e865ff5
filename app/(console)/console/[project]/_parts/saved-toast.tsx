"use client";

import { useEffect } from "react";
import { useToast } from "@/app/_ui/toast";

/** Placed in a form: says that it was saved, each time its state is a new success. */
export function SavedToast({ state, text }: { state: { done?: unknown }; text: string }) {
  const toast = useToast();
  useEffect(() => {
    if (state.done !== undefined) toast({ title: text, tone: "success" });
  }, [state, text, toast]);
  return null;
}
