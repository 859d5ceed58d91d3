import type { TokenScope } from "@codex/core/token";
import { useState } from "react";
import { useLists } from "../list/use-lists.js";
import { trpc } from "../trpc.js";
import { CopyField } from "../ui/copy-field.js";
import { Field } from "../ui/field.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm } from "./auth-page.js";
import { useForm } from "./use-form.js";

const DAY_MS = 86_400_000;

/** Makes a token, and shows it this once. */
export function NewTokenForm() {
  const words = accountWords().newToken;
  const { token, client } = trpc.useUtils();
  const lists = useLists() ?? [];
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read-write");
  const [days, setDays] = useState("");
  const [listIds, setListIds] = useState<readonly string[]>([]);
  const [secret, setSecret] = useState<string>();
  const form = useForm(["name"], async () => {
    const made = await client.token.create.mutate({
      name,
      scope,
      ...(listIds.length === 0 ? {} : { listIds: [...listIds] }),
      ...(days === "" ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
    });
    setSecret(made.secret);
    await token.all.invalidate();
  });
  if (secret !== undefined) return <NewSecret secret={secret} />;
  const toggle = (id: string) =>
    setListIds(listIds.includes(id) ? listIds.filter((known) => known !== id) : [...listIds, id]);
  return (
    <AuthForm submit={words.submit} {...form}>
      <Field label={words.name} value={name} onValue={setName} problem={form.problemOf("name")} autoFocus />
      <div className="form-row">
        <label className="field">
          <span className="field-label">{words.scope}</span>
          <select
            value={scope}
            onChange={(event) => setScope(event.target.value === "read" ? "read" : "read-write")}
          >
            <option value="read-write">{words.scopes["read-write"]}</option>
            <option value="read">{words.scopes.read}</option>
          </select>
        </label>
        <label className="field">
          <span className="field-label">{words.ends}</span>
          <select value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="">{words.endings.never}</option>
            <option value="30">{words.endings.month}</option>
            <option value="365">{words.endings.year}</option>
          </select>
        </label>
      </div>
      <fieldset>
        <legend className="field-label">{words.lists}</legend>
        {lists.map((list) => (
          <label key={list.id} className="choice">
            <input type="checkbox" checked={listIds.includes(list.id)} onChange={() => toggle(list.id)} />
            <bdi>{list.name}</bdi>
          </label>
        ))}
      </fieldset>
    </AuthForm>
  );
}

function NewSecret({ secret }: { secret: string }) {
  const words = accountWords().newToken;
  return (
    <div className="form" role="status">
      <p>{words.made}</p>
      <CopyField label={words.token} text={secret} />
      <pre>{`createClient({ url: "${location.origin}", token: process.env.CODEX_TOKEN })`}</pre>
    </div>
  );
}
