import { EXPORT_FORMATS, IMPORT_FORMATS } from "@codex/core/transfer/report";
import { type DragEvent, useId, useRef, useState } from "react";
import { useLists } from "../list/use-lists.js";
import { withQueries } from "../trpc.js";
import { Dialog } from "../ui/dialog.js";
import { useFocusKept } from "../ui/focus.js";
import { transferWords } from "../words/transfer-words.js";
import { ImportStep } from "./import-step.js";
import { useImport } from "./use-import.js";
import "../ui/form.css";
import "./transfer.css";

/** Moving in and out: a file of another program's, or of Codex's own. */
export const TransferDialog = withQueries(function TransferDialog({ onClose }: { onClose: () => void }) {
  const said = transferWords();
  const [importId, exportId] = [useId(), useId()];
  return (
    <Dialog title={said.title} onClose={onClose}>
      <section className="transfer" aria-labelledby={importId}>
        <h3 id={importId}>{said.import}</h3>
        <Import />
      </section>
      <section className="transfer" aria-labelledby={exportId}>
        <h3 id={exportId}>{said.export}</h3>
        <p>{said.exportMore}</p>
        <div className="form-actions">
          {EXPORT_FORMATS.map((format) => (
            <a key={format} className="button" href={`/api/export?format=${format}`} download>
              {said.formats[format]}
            </a>
          ))}
        </div>
      </section>
    </Dialog>
  );
});

function Import() {
  const said = transferWords();
  const lists = useLists() ?? [];
  const { chosen, step, choose, change, start, undo, again } = useImport();
  const isOpen = step.kind === "choosing" || step.kind === "refused" || step.kind === "previewed";
  const whole = useRef<HTMLDivElement>(null);
  useFocusKept(whole, step.kind);
  return (
    <div ref={whole} className="form" tabIndex={-1}>
      {isOpen && <FileField name={chosen?.file.name} onFile={choose} />}
      {chosen && isOpen && (
        <div className="form-row">
          <Select
            label={said.format}
            value={chosen.format}
            options={IMPORT_FORMATS.map((format) => [format, said.formats[format]])}
            onValue={(value) => {
              const format = IMPORT_FORMATS.find((known) => known === value);
              if (format) change({ format });
            }}
          />
          <Select
            label={said.into}
            value={chosen.listId ?? ""}
            options={[
              ["", said.asNamed],
              ...lists.flatMap(({ id, name, role }): [string, string][] =>
                role === "viewer" ? [] : [[id, name]],
              ),
            ]}
            onValue={(value) => change({ listId: value === "" ? undefined : value })}
          />
        </div>
      )}
      <ImportStep step={step} onStart={start} onUndo={undo} onAgain={again} />
    </div>
  );
}

interface FileFieldProps {
  readonly name: string | undefined;
  readonly onFile: (file: File) => void;
}

function FileField({ name, onFile }: FileFieldProps) {
  const said = transferWords();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label
      className="transfer-file"
      data-over={isOver}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <span className="button">{said.choose}</span>
      {/* Not seen: its own name for the file is empty, as the file is taken from it. */}
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.txt,.ics,.json,.md,text/*,application/json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          // The same file may be chosen again, when it was mended.
          event.target.value = "";
        }}
      />
      {name !== undefined && <bdi>{name}</bdi>}
    </label>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onValue: (value: string) => void;
}

function Select({ label, value, options, onValue }: SelectProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select value={value} onChange={(event) => onValue(event.target.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
