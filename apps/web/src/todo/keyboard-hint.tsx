/** What the keyboard does; shown where there is likely to be one. */
export function KeyboardHint() {
  return (
    <p className="keyboard-hint">
      <Key name="↑" /> <Key name="↓" /> go <i /> <Key name="Alt+↓" /> move <i /> <Key name="Space" /> complete{" "}
      <i /> <Key name="Enter" /> edit <i /> <Key name="M" /> move to a list <i /> <Key name="Del" /> delete{" "}
      <i /> <Key name="N" /> new <i /> <Key name="Ctrl+Z" /> undo
    </p>
  );
}

const Key = ({ name }: { name: string }) => <kbd>{name}</kbd>;
