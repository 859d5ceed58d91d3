import type { ImportLine, ImportReport } from "@codex/core/transfer/report";
import { useEffect, useState } from "react";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import { transferWords } from "../words/transfer-words.js";
import { lastImport, rememberImport } from "./last-import.js";
import { type Chosen, formatOf, importing, preview, TransferError } from "./request.js";

type Done = Extract<ImportLine, { kind: "done" }>;

/** How far an import is. */
export type Step =
  /** `last` is what was imported last, if that can be taken back. */
  | { readonly kind: "choosing"; readonly note?: string; readonly last?: string | undefined }
  | { readonly kind: "reading" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "previewed"; readonly report: ImportReport }
  | { readonly kind: "importing"; readonly done: number; readonly total: number }
  | { readonly kind: "done"; readonly done: Done }
  | { readonly kind: "undoing" }
  | { readonly kind: "failed"; readonly reason: string; readonly batch: string | undefined };

/** Everything about importing a file, from choosing it to taking it back. */
export function useImport() {
  const [chosen, setChosen] = useState<Chosen>();
  const [step, setStep] = useState<Step>(() => ({ kind: "choosing", last: lastImport() }));
  const { mutateAsync: undoBatch } = trpc.history.undoBatch.useMutation();

  useEffect(() => {
    if (!chosen) return undefined;
    const abort = new AbortController();
    setStep({ kind: "reading" });
    preview(chosen, abort.signal).then(
      (report) => setStep({ kind: "previewed", report }),
      (error) => {
        if (!abort.signal.aborted) setStep({ kind: "refused", reason: reasonFor(error) });
      },
    );
    return () => abort.abort();
  }, [chosen]);

  return {
    chosen,
    step,
    choose: (file: File) => setChosen({ file, format: formatOf(file.name), listId: chosen?.listId }),
    change: (change: Partial<Chosen>) => setChosen((known) => known && { ...known, ...change }),
    start: () => chosen && void run(chosen, setStep),
    undo: (batch: string) => void takeBack(batch, undoBatch, setStep),
    again: () => {
      setChosen(undefined);
      setStep({ kind: "choosing", last: lastImport() });
    },
  };
}

async function run(chosen: Chosen, setStep: (step: Step) => void): Promise<void> {
  const said = transferWords();
  let batch: string | undefined;
  try {
    let hasEnded = false;
    for await (const line of importing(chosen)) {
      hasEnded = line.kind === "done" || line.kind === "failed";
      if (line.kind === "report") {
        batch = line.report.batch;
        rememberImport(batch);
        setStep({ kind: "importing", done: 0, total: line.report.todos });
      } else if (line.kind === "progress") setStep({ ...line, kind: "importing" });
      else if (line.kind === "failed") setStep({ kind: "failed", reason: line.message, batch });
      else {
        setStep({ kind: "done", done: line });
        announce(said.done(line.added + line.back, line.known));
      }
    }
    if (!hasEnded) setStep({ kind: "failed", reason: said.brokenOff, batch });
  } catch (error) {
    const reason = batch === undefined ? reasonFor(error) : said.brokenOff;
    setStep({ kind: "failed", reason, batch });
  }
}

async function takeBack(
  batch: string,
  undoBatch: (input: { batch: string }) => Promise<{ left: number; staying?: number }>,
  setStep: (step: Step) => void,
): Promise<void> {
  setStep({ kind: "undoing" });
  try {
    let undone = await undoBatch({ batch });
    while (undone.left > 0) undone = await undoBatch({ batch });
    rememberImport(undefined);
    // A server from before this page does not say how many.
    const note = transferWords().undone(undone.staying ?? 0);
    setStep({ kind: "choosing", note });
    announce(note);
  } catch (error) {
    setStep({ kind: "failed", reason: reasonOf(error), batch });
  }
}

function reasonFor(error: unknown): string {
  return error instanceof TransferError ? error.message : transferWords().brokenOff;
}
