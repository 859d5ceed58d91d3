import { INVITE_LIMITS } from "@codex/core/limits";
import type { GivenRole, Invite, List } from "@codex/core/list";
import { type FormEvent, useState } from "react";
import { trpc } from "../trpc.js";
import { CopyField } from "../ui/copy-field.js";
import { useSharing } from "./use-sharing.js";

const DAY_MS = 86_400_000;

/** The links by which others join a list: making them, and taking them back. */
export function Invites({ list }: { list: List }) {
  const { data } = trpc.list.invites.useQuery({ listId: list.id });
  const { invite, revokeInvite, problem } = useSharing(list);
  const [role, setRole] = useState<GivenRole>("editor");
  const [days, setDays] = useState<number>(INVITE_LIMITS.defaultDays);
  const [uses, setUses] = useState<number>(INVITE_LIMITS.uses.default);
  const [link, setLink] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
    const made = await invite({ role, expiresAt, uses });
    if (made) setLink(`${location.origin}/invite#${made.secret}`);
  };

  return (
    <section aria-label="Invites">
      <h3 className="share-heading">Invite by link</h3>
      <form className="form" onSubmit={submit}>
        <div className="form-row">
          <Choice
            label="They may"
            value={role}
            onValue={(value) => setRole(value === "viewer" ? "viewer" : "editor")}
            options={[
              ["editor", "edit"],
              ["viewer", "look"],
            ]}
          />
          <Choice
            label="The link works for"
            value={String(days)}
            onValue={(value) => setDays(Number(value))}
            options={[
              ["1", "a day"],
              ["7", "7 days"],
              ["30", "30 days"],
            ]}
          />
          <Choice
            label="and for"
            value={String(uses)}
            onValue={(value) => setUses(Number(value))}
            options={[
              ["1", "one person"],
              ["10", "10 people"],
              ["100", "100 people"],
            ]}
          />
          <button type="submit" className="button button-primary">
            Make a link
          </button>
        </div>
      </form>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      {link && (
        <div role="status" className="new-invite">
          <p>Whoever opens this link can join. It is shown only now:</p>
          <CopyField label="Invite link" text={link} />
        </div>
      )}
      <ul className="invites" aria-label="Open invites">
        {data?.map((open) => (
          <OpenInvite key={open.id} invite={open} onRevoke={() => void revokeInvite(open.id)} />
        ))}
      </ul>
    </section>
  );
}

function OpenInvite({
  invite: { role, expiresAt, used, uses },
  onRevoke,
}: {
  invite: Invite;
  onRevoke: () => void;
}) {
  return (
    <li>
      <span className="invite-what">
        To {role === "editor" ? "edit" : "look"}{" "}
        <small>
          used {used} of {uses}, until {new Date(expiresAt).toLocaleDateString()}
        </small>
      </span>
      <button type="button" className="button button-quiet" onClick={onRevoke}>
        Revoke
      </button>
    </li>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
}

function Choice({ label, value, onValue, options }: ChoiceProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select value={value} onChange={(event) => onValue(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
