import { useState } from "react";
import { useHasUser } from "../account/session-context.js";
import { chosenQuickAdd } from "../quick-add/preference.js";
import { settingsWords } from "../words/settings-words.js";
import { chosenLanguage, type Language, words } from "../words/words.js";
import { Dialog } from "./dialog.js";
import { chosenLook, type Look } from "./look.js";
import { part } from "./part.js";
import type { Preference } from "./preference.js";
import { useShared } from "./shared.js";
import { chosenShortcuts } from "./shortcuts.js";
import "./form.css";

const Transfer = part(async () => (await import("../transfer/transfer-dialog.js")).TransferDialog);

/** Each language by its own name for itself. */
const LANGUAGES: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

interface SettingsProps {
  readonly onClose: () => void;
  /** Called after another language was chosen. */
  readonly onLanguage: () => void;
}

/** What this browser's page looks like, what it speaks, and which keys it listens to. */
export function Settings({ onClose, onLanguage }: SettingsProps) {
  const settings = settingsWords();
  const hasUser = useHasUser();
  const [transferShown, showTransfer] = useState(false);
  if (transferShown) return <Transfer onClose={onClose} />;
  return (
    <Dialog title={words.frame.settings} onClose={onClose}>
      <div className="form">
        <Choice<Look>
          label={settings.look}
          of={chosenLook}
          none={settings.looks.system}
          values={{ light: settings.looks.light, dark: settings.looks.dark }}
        />
        <Choice<Language>
          label={settings.language}
          of={chosenLanguage}
          none={settings.likeBrowser}
          values={LANGUAGES}
          onChosen={onLanguage}
        />
        <Switch label={settings.shortcuts} of={chosenShortcuts} />
        <Switch label={settings.quickAdd} of={chosenQuickAdd} />
        {hasUser && (
          <button type="button" className="button" onClick={() => showTransfer(true)}>
            {settings.transfer}
          </button>
        )}
      </div>
    </Dialog>
  );
}

/** What is on unless it was switched off. */
function Switch({ label, of }: { readonly label: string; readonly of: Preference<"off"> }) {
  const chosen = useShared(of);
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={chosen !== "off"}
        onChange={(event) => of.set(event.target.checked ? undefined : "off")}
      />
      {label}
    </label>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly of: Preference<Value>;
  /** What choosing nothing means. */
  readonly none: string;
  readonly values: Readonly<Record<Value, string>>;
  readonly onChosen?: () => void;
}

function Choice<Value extends string>({ label, of, none, values, onChosen }: ChoiceProps<Value>) {
  const chosen = useShared(of);
  const [known] = useState(() => Object.keys(values).filter((key): key is Value => key in values));
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        value={chosen ?? ""}
        onChange={(event) => {
          of.set(known.find((value) => value === event.target.value));
          onChosen?.();
        }}
      >
        <option value="">{none}</option>
        {known.map((value) => (
          <option key={value} value={value}>
            {values[value]}
          </option>
        ))}
      </select>
    </label>
  );
}
