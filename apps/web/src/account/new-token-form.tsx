import type { TokenScope } from "@codex/core/token";
import { useState } from "react";
import { client } from "../client.js";
import { useLists } from "../list/use-lists.js";
import { trpc } from "../trpc.js";
import { CopyField } from "../ui/copy-field.js";
import { Field } from "../ui/field.js";
import { AuthForm } from "./auth-page.js";
import { useForm } from "./use-form.js";

const DAY_MS = 86_400_000;

/** Makes a token, and shows it this once. */
export function NewTokenForm() {
  const { token } = trpc.useUtils();
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
    <AuthForm submit="Make the token" {...form}>
      <Field
        label="What it is for"
        value={name}
        onValue={setName}
        problem={form.problemOf("name")}
        autoFocus
      />
      <div className="form-row">
        <label className="field">
          <span className="field-label">It may</span>
          <select
            value={scope}
            onChange={(event) => setScope(event.target.value === "read" ? "read" : "read-write")}
          >
            <option value="read-write">read and change</option>
            <option value="read">only read</option>
          </select>
        </label>
        <label className="field">
          <span className="field-label">It ends</span>
          <select value={days} onChange={(event) => setDays(event.target.value)}>
            <option value="">when revoked</option>
            <option value="30">in 30 days</option>
            <option value="365">in a year</option>
          </select>
        </label>
      </div>
      <fieldset>
        <legend className="field-label">Limit it to lists (none chosen: all of them)</legend>
        {lists.map((list) => (
          <label key={list.id} className="choice">
            <input type="checkbox" checked={listIds.includes(list.id)} onChange={() => toggle(list.id)} />
            {list.name}
          </label>
        ))}
      </fieldset>
    </AuthForm>
  );
}

function NewSecret({ secret }: { secret: string }) {
  return (
    <div className="form" role="status">
      <p>This is the token. It is shown only now:</p>
      <CopyField label="Token" text={secret} />
      <pre>{`createClient({ url: "${location.origin}", token: process.env.CODEX_TOKEN })`}</pre>
    </div>
  );
}
