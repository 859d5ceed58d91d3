import type { List, Member } from "@codex/core/list";
import { GIVEN_NAMES } from "@codex/core/names";
import { useState } from "react";
import { nameOf } from "../account/name-of.js";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { sharingWords } from "../words/sharing-words.js";
import { useSharing } from "./use-sharing.js";

/** Who is in a list; its owner can change that. */
export function Members({ list }: { list: List }) {
  const { data, error } = trpc.list.members.useQuery({ listId: list.id });
  const { setRole, makeOwner, remove, problem } = useSharing(list);
  const [asked, ask] = useState<{ what: "remove" | "hand over"; member: Member }>();
  const said = sharingWords().members;
  const isOwner = list.role === "owner";
  return (
    <section aria-label={said.label}>
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
                  aria-label={said.roleOf(nameOf(member.name))}
                  value={member.role}
                  onChange={(event) => {
                    const role = event.target.value;
                    if (role === "viewer" || role === "editor") setRole(member, role);
                    else ask({ what: "hand over", member });
                  }}
                >
                  <option value="viewer">{said.roles.viewer}</option>
                  <option value="editor">{said.roles.editor}</option>
                  <option value="owner">{said.makeOwner}</option>
                </select>
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={said.removeOne(nameOf(member.name))}
                  onClick={() => ask({ what: "remove", member })}
                >
                  {said.remove}
                </button>
              </>
            ) : (
              <span>{said.roles[member.role]}</span>
            )}
          </li>
        ))}
      </ul>
      {asked?.what === "remove" && (
        <ConfirmDialog
          title={said.askRemove(nameOf(asked.member.name))}
          confirm={said.remove}
          onClose={() => ask(undefined)}
          onConfirm={() => remove(asked.member)}
        >
          <p>{said.askRemoveMore}</p>
        </ConfirmDialog>
      )}
      {asked?.what === "hand over" && (
        <ConfirmDialog
          title={said.askHandOver(nameOf(asked.member.name))}
          confirm={said.handOver}
          onClose={() => ask(undefined)}
          onConfirm={() => makeOwner(asked.member)}
        >
          <p>{said.askHandOverMore(list.name)}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function MemberName({ member: { name, isYou, isGuest } }: { member: Member }) {
  const { you, guest } = sharingWords().members;
  return (
    <span className="member-name">
      <bdi>{nameOf(name)}</bdi> {isYou && <small>{you}</small>}{" "}
      {isGuest && name !== GIVEN_NAMES.guest && <small>{guest}</small>}
    </span>
  );
}
