import type { List, Member } from "@codex/core/list";
import { useState } from "react";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { useSharing } from "./use-sharing.js";

/** Who is in a list; its owner can change that. */
export function Members({ list }: { list: List }) {
  const { data, error } = trpc.list.members.useQuery({ listId: list.id });
  const { setRole, makeOwner, remove, problem } = useSharing(list);
  const [asked, ask] = useState<{ what: "remove" | "hand over"; member: Member }>();
  const isOwner = list.role === "owner";
  return (
    <section aria-label="Members">
      {(error || problem) && (
        <p className="form-problem" role="alert">
          {problem ?? reasonOf(error)}
        </p>
      )}
      <ul className="members">
        {data?.map((member) => (
          <li key={member.userId}>
            <MemberName member={member} />
            {isOwner && !member.isYou ? (
              <>
                <select
                  aria-label={`Role of ${member.name}`}
                  value={member.role}
                  onChange={(event) => {
                    const role = event.target.value;
                    if (role === "viewer" || role === "editor") void setRole(member, role);
                    else ask({ what: "hand over", member });
                  }}
                >
                  <option value="viewer">Viewer</option>
                  <option value="editor">Editor</option>
                  <option value="owner">Owner…</option>
                </select>
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={`Remove ${member.name}`}
                  onClick={() => ask({ what: "remove", member })}
                >
                  Remove
                </button>
              </>
            ) : (
              <span>{ROLE_NAMES[member.role]}</span>
            )}
          </li>
        ))}
      </ul>
      {asked?.what === "remove" && (
        <ConfirmDialog
          title={`Remove ${asked.member.name}?`}
          confirm="Remove"
          onClose={() => ask(undefined)}
          onConfirm={() => void remove(asked.member)}
        >
          <p>They lose the list at once. What they wrote stays.</p>
        </ConfirmDialog>
      )}
      {asked?.what === "hand over" && (
        <ConfirmDialog
          title={`Make ${asked.member.name} the owner?`}
          confirm="Hand over"
          onClose={() => ask(undefined)}
          onConfirm={() => void makeOwner(asked.member)}
        >
          <p>“{list.name}” will be theirs. You stay as an editor, and only they can change that.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

const ROLE_NAMES = { owner: "Owner", editor: "Editor", viewer: "Viewer" } as const;

function MemberName({ member: { name, isYou, isGuest } }: { member: Member }) {
  return (
    <span className="member-name">
      {name} {isYou && <small>you</small>} {isGuest && name !== "Guest" && <small>guest</small>}
    </span>
  );
}
