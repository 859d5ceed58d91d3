import { INVITE_LIMITS } from "@codex/core/limits";
import type { GivenRole, Invite, List } from "@codex/core/list";
import { type FormEvent, useState } from "react";
import { trpc } from "../trpc.js";
import { CopyField } from "../ui/copy-field.js";
import { day } from "../words/moment.js";
import { sharingWords } from "../words/sharing-words.js";
import { useSharing } from "./use-sharing.js";

const DAY_MS = 86_400_000;

/** For how many days, and how often, a link can be made to work. */
const DAYS = [1, 7, 30] as const;
const USES = [1, 10, 100] as const;

/** The links by which others join a list: making them, and taking them back. */
export function Invites({ list }: { list: List }) {
  const { data } = trpc.list.invites.useQuery({ listId: list.id });
  const { invite, revokeInvite, problem } = useSharing(list);
  const said = sharingWords().invites;
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
    <section aria-label={said.label}>
      <h3 className="share-heading">{said.title}</h3>
      <form className="form" onSubmit={submit}>
        <div className="form-row">
          <Choice
            label={said.may}
            value={role}
            onValue={(value) => setRole(value === "viewer" ? "viewer" : "editor")}
            options={[
              ["editor", said.roles.editor],
              ["viewer", said.roles.viewer],
            ]}
          />
          <Choice
            label={said.worksFor}
            value={String(days)}
            onValue={(value) => setDays(Number(value))}
            options={DAYS.map((count) => [String(count), said.days(count)])}
          />
          <Choice
            label={said.andFor}
            value={String(uses)}
            onValue={(value) => setUses(Number(value))}
            options={USES.map((count) => [String(count), said.people(count)])}
          />
          <button type="submit" className="button button-primary">
            {said.make}
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
          <p>{said.shownOnce}</p>
          <CopyField label={said.link} text={link} />
        </div>
      )}
      <ul className="invites" aria-label={said.open}>
        {data?.map((open) => (
          <OpenInvite key={open.id} invite={open} onRevoke={() => revokeInvite(open.id)} />
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
  const said = sharingWords().invites;
  return (
    <li>
      <span className="invite-what">
        {said.to[role]} <small>{said.used(used, uses, day(expiresAt))}</small>
      </span>
      <button type="button" className="button button-quiet" onClick={onRevoke}>
        {said.revoke}
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
