import type { Me } from "@codex/core/account";
import { useState } from "react";
import { useLocation } from "wouter";
import { client } from "../client.js";
import { reasonOf } from "../failure.js";
import { Dialog } from "../ui/dialog.js";
import { toast } from "../ui/toast.js";
import { AuthForm } from "./auth-page.js";
import { CurrentPasswordField } from "./fields.js";
import { useForm } from "./use-form.js";
import { useForgetUser } from "./use-sign-in.js";

/** Taking everything away, and leaving. */
export function DataSection({ user }: { user: NonNullable<Me["user"]> }) {
  const [leaving, setLeaving] = useState(false);
  const download = async () => {
    try {
      const data = await client.account.export.query();
      const url = URL.createObjectURL(
        new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }),
      );
      const link = document.createElement("a");
      link.href = url;
      link.download = `codex-${data.exportedAt.slice(0, 10)}.json`;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      toast(reasonOf(error));
    }
  };
  return (
    <section className="account-section" aria-labelledby="data-title">
      <h2 id="data-title">Your data</h2>
      <p>A file with everything that Codex keeps about you: lists, todos, sessions, tokens.</p>
      <div className="form-actions">
        <button type="button" className="button" onClick={download}>
          Download everything
        </button>
        <button type="button" className="button button-danger" onClick={() => setLeaving(true)}>
          Delete account
        </button>
      </div>
      {leaving && <DeleteDialog isGuest={user.isGuest} onClose={() => setLeaving(false)} />}
    </section>
  );
}

function DeleteDialog({ isGuest, onClose }: { isGuest: boolean; onClose: () => void }) {
  const forgetUser = useForgetUser();
  const [, navigate] = useLocation();
  const [password, setPassword] = useState("");
  const form = useForm(["password"], async () => {
    await client.account.delete.mutate(isGuest ? {} : { password });
    navigate("/");
    forgetUser();
    toast("The account is deleted.");
  });
  return (
    <Dialog title="Delete the account?" onClose={onClose}>
      <p>
        Your lists go for good. What you wrote into others' lists stays there, without your name. Lists that
        you share have to be handed over or deleted first.
      </p>
      <AuthForm submit="Delete for good" {...form}>
        {!isGuest && (
          <CurrentPasswordField
            label="Password, to be sure"
            value={password}
            onValue={setPassword}
            problem={form.problemOf("password")}
          />
        )}
      </AuthForm>
    </Dialog>
  );
}
