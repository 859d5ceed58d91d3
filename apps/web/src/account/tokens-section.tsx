import type { Token } from "@codex/core/token";
import { useState } from "react";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { NewTokenForm } from "./new-token-form.js";

/** What lets programs act for the user. */
export function TokensSection() {
  const words = accountWords().tokens;
  const { data, error } = trpc.token.all.useQuery();
  const { token } = trpc.useUtils();
  const { mutateAsync: revokeToken } = trpc.token.revoke.useMutation();
  const [making, setMaking] = useState(false);
  const revoke = async ({ id, name }: Token) => {
    try {
      await revokeToken({ tokenId: id });
      toast(words.revoked(name));
    } catch (cause) {
      toast(reasonOf(cause));
    }
    await token.all.invalidate();
  };
  return (
    <section className="account-section" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{words.title}</h2>
      <p>{words.more}</p>
      {error && <p role="alert">{reasonOf(error)}</p>}
      <ul className="account-rows" aria-label={words.rows}>
        {data?.map((entry) => (
          <li key={entry.id}>
            <span>
              {entry.name}
              <small>{describe(entry)}</small>
            </span>
            <button
              type="button"
              className="button"
              aria-label={words.revokeOne(entry.name)}
              onClick={() => void revoke(entry)}
            >
              {words.revoke}
            </button>
          </li>
        ))}
      </ul>
      {making ? (
        <NewTokenForm />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setMaking(true)}>
            {words.add}
          </button>
        </div>
      )}
    </section>
  );
}

function describe({ scope, listIds, expiresAt, lastUsedAt }: Token): string {
  const words = accountWords().tokens;
  const parts = [
    scope === "read" ? words.mayRead : words.mayChange,
    listIds === null ? words.allLists : words.lists(listIds.length),
    lastUsedAt === null ? words.neverUsed : words.lastUsed(lastUsedAt),
  ];
  if (expiresAt !== null)
    parts.push(Date.parse(expiresAt) < Date.now() ? words.ended(expiresAt) : words.until(expiresAt));
  return parts.join(" · ");
}
