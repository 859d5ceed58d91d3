import { Dialog } from "../ui/dialog.js";
import { useShared } from "../ui/shared.js";
import { chosenShortcuts } from "../ui/shortcuts.js";
import { actingWords } from "../words/acting-words.js";
import "./keys-dialog.css";

/** What a key does; several ways to the same are told apart. */
type Key = readonly [does: string, ...ways: string[]];

/** All keys, by where they do something. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const said = actingWords().keys;
  const hasSingle = useShared(chosenShortcuts) !== "off";
  const { control, alt, shift, ...names } = said.names;
  const anywhere: readonly Key[] = [
    [said.palette, `${control}+K`],
    [said.undo, `${control}+Z`],
    [said.redo, `${shift}+${control}+Z`, `${control}+Y`],
    ...(hasSingle
      ? ([
          [said.help, "?"],
          [said.write, "N", "/"],
          [said.search, "F"],
        ] as const)
      : []),
  ];
  const inList: readonly Key[] = [
    [said.go, "↑", "↓"],
    [said.ends, names.home, names.end],
    [said.complete, names.space],
    [said.edit, names.enter, "F2"],
    [said.details, "O"],
    [said.moveTo, "M"],
    [said.delete, names.delete],
    [said.shift, `${alt}+↑`, `${alt}+↓`],
    [said.shiftFar, `${alt}+${shift}+↑`, `${alt}+${shift}+↓`],
    [said.under, `${alt}+→`, `${control}+]`],
    [said.notUnder, `${alt}+←`, `${control}+[`],
  ];
  const writing: readonly Key[] = [
    [said.keepText, names.escape],
    [said.keepBefore, names.backspace],
    [said.saveNotes, `${control}+${names.enter}`],
  ];
  const selecting: readonly Key[] = [
    [said.toggle, "X", `${control}+${said.click}`],
    [said.extend, `${shift}+↑`, `${shift}+↓`, `${shift}+${said.click}`],
    [said.all, `${control}+A`],
    [said.end, names.escape],
  ];
  return (
    <Dialog title={said.title} onClose={onClose}>
      <div className="keys">
        <Keys title={said.anywhere} keys={anywhere} />
        {!hasSingle && <p>{said.singleOff}</p>}
        <Keys title={said.inList} keys={inList} />
        <Keys title={said.writing} keys={writing} />
        <Keys title={said.selecting} keys={selecting} />
      </div>
    </Dialog>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([does, ...ways]) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd dir="ltr">
              {ways.map((way) => (
                <kbd key={way}>{way}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
