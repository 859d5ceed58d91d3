import type { Token } from "@codex/core/token";
import { useState } from "react";
import { client } from "../client.js";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { toast } from "../ui/toast.js";
import { NewTokenForm } from "./new-token-form.js";

/** What lets programs act for the user. */
export function TokensSection() {
  const { data, error } = trpc.token.all.useQuery();
  const { token } = trpc.useUtils();
  const [making, setMaking] = useState(false);
  const revoke = async ({ id, name }: Token) => {
    try {
      await client.token.revoke.mutate({ tokenId: id });
      toast(`“${name}” is revoked.`);
    } catch (cause) {
      toast(reasonOf(cause));
    }
    await token.all.invalidate();
  };
  return (
    <section className="account-section" aria-labelledby="tokens-title">
      <h2 id="tokens-title">Tokens for programs</h2>
      <p>A program with a token reads and changes your todos as you do, until you revoke it.</p>
      {error && <p role="alert">{reasonOf(error)}</p>}
      <ul className="account-rows" aria-label="Tokens">
        {data?.map((entry) => (
          <li key={entry.id}>
            <span>
              {entry.name}
              <small>{describe(entry)}</small>
            </span>
            <button
              type="button"
              className="button"
              aria-label={`Revoke ${entry.name}`}
              onClick={() => void revoke(entry)}
            >
              Revoke
            </button>
          </li>
        ))}
      </ul>
      {making ? (
        <NewTokenForm />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setMaking(true)}>
            New token
          </button>
        </div>
      )}
    </section>
  );
}

function describe({ scope, listIds, expiresAt, lastUsedAt }: Token): string {
  const day = (moment: string) => new Date(moment).toLocaleDateString();
  const parts = [
    scope === "read" ? "may read" : "may read and change",
    listIds === null ? "all lists" : listIds.length === 1 ? "one list" : `${listIds.length} lists`,
    lastUsedAt === null ? "never used" : `last used ${new Date(lastUsedAt).toLocaleString()}`,
  ];
  if (expiresAt !== null)
    parts.push(Date.parse(expiresAt) < Date.now() ? `ended ${day(expiresAt)}` : `until ${day(expiresAt)}`);
  return parts.join(" · ");
}
