import type { Me } from "@codex/core/account";
import { useState } from "react";
import { reasonOf } from "../failure.js";
import { navigate } from "../router.js";
import { trpc } from "../trpc.js";
import { Dialog } from "../ui/dialog.js";
import { part } from "../ui/part.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm } from "./auth-page.js";
import { CurrentPasswordField } from "./fields.js";
import { useForm } from "./use-form.js";
import { useForgetUser } from "./use-sign-in.js";

const Transfer = part(async () => (await import("../transfer/transfer-dialog.js")).TransferDialog);

/** Taking everything away, and leaving. */
export function DataSection({ user }: { user: NonNullable<Me["user"]> }) {
  const words = accountWords().data;
  const { client } = trpc.useUtils();
  const [leaving, setLeaving] = useState(false);
  const [moving, setMoving] = useState(false);
  const download = async () => {
    try {
      // Not by a hook, which would keep all of it.
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
      <h2 id="data-title">{words.title}</h2>
      <p>{words.more}</p>
      <div className="form-actions">
        <button type="button" className="button" onClick={download}>
          {words.download}
        </button>
        <button type="button" className="button" onClick={() => setMoving(true)}>
          {words.transfer}
        </button>
        <button type="button" className="button button-danger" onClick={() => setLeaving(true)}>
          {words.delete}
        </button>
      </div>
      {moving && <Transfer onClose={() => setMoving(false)} />}
      {leaving && <DeleteDialog isGuest={user.isGuest} onClose={() => setLeaving(false)} />}
    </section>
  );
}

function DeleteDialog({ isGuest, onClose }: { isGuest: boolean; onClose: () => void }) {
  const words = accountWords().data;
  const forgetUser = useForgetUser();
  const { client } = trpc.useUtils();
  const [password, setPassword] = useState("");
  const form = useForm(["password"], async () => {
    await client.account.delete.mutate(isGuest ? {} : { password });
    navigate("/");
    forgetUser();
    toast(words.deleted);
  });
  return (
    <Dialog title={words.deleteTitle} onClose={onClose}>
      <p>{words.deleteMore}</p>
      <AuthForm submit={words.deleteSubmit} {...form}>
        {!isGuest && (
          <CurrentPasswordField
            label={accountWords().fields.passwordToBeSure}
            value={password}
            onValue={setPassword}
            problem={form.problemOf("password")}
          />
        )}
      </AuthForm>
    </Dialog>
  );
}
