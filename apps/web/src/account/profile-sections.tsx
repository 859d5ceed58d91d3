import { useState } from "react";
import { trpc } from "../trpc.js";
import { Field } from "../ui/field.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm } from "./auth-page.js";
import { Mailed } from "./credentials-fields.js";
import { CurrentPasswordField, EmailField, NewPasswordField } from "./fields.js";
import { useSession } from "./session-context.js";
import { useForm } from "./use-form.js";

/** What others see of the user. */
export function NameSection({ name }: { name: string }) {
  const words = accountWords();
  const session = useSession();
  const { mutateAsync: rename } = trpc.account.rename.useMutation();
  const [value, setValue] = useState(name);
  const form = useForm(["name"], async () => {
    await rename({ name: value });
    await session.refresh();
    toast(words.name.done);
  });
  return (
    <section className="account-section" aria-labelledby="name-title">
      <h2 id="name-title">{words.name.title}</h2>
      <AuthForm submit={words.name.submit} {...form}>
        <Field
          label={words.fields.name}
          autoComplete="name"
          hint={words.fields.nameHint}
          value={value}
          onValue={setValue}
          problem={form.problemOf("name")}
        />
      </AuthForm>
    </section>
  );
}

export function EmailSection({ email }: { email: string }) {
  const words = accountWords();
  const session = useSession();
  const { client } = trpc.useUtils();
  const [value, setValue] = useState("");
  const [password, setPassword] = useState("");
  const [mailed, setMailed] = useState(false);
  const form = useForm(["email", "password"], async () => {
    const { outcome } = await client.account.changeEmail.mutate({ email: value, password });
    setPassword("");
    if (outcome === "mailed") {
      setMailed(true);
      return;
    }
    setValue("");
    await session.refresh();
    toast(words.email.done);
  });
  return (
    <section className="account-section" aria-labelledby="email-title">
      <h2 id="email-title">{words.email.title}</h2>
      <p>{words.email.now(email)}</p>
      {mailed ? (
        <Mailed email={value} />
      ) : (
        <AuthForm submit={words.email.submit} {...form}>
          <EmailField
            label={words.fields.newEmail}
            value={value}
            onValue={setValue}
            problem={form.problemOf("email")}
          />
          <CurrentPasswordField
            label={words.fields.passwordToBeSure}
            value={password}
            onValue={setPassword}
            problem={form.problemOf("password")}
          />
        </AuthForm>
      )}
    </section>
  );
}

export function PasswordSection({ email }: { email: string }) {
  const words = accountWords();
  const { account, client } = trpc.useUtils();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(["current", "password"], async () => {
    await client.account.changePassword.mutate({ current, password });
    setCurrent("");
    setPassword("");
    await account.sessions.invalidate();
    toast(words.password.done);
  });
  return (
    <section className="account-section" aria-labelledby="password-title">
      <h2 id="password-title">{words.password.title}</h2>
      <AuthForm submit={words.password.submit} {...form}>
        {/* Tells password managers whose password this is. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <CurrentPasswordField
          label={words.fields.currentPassword}
          value={current}
          onValue={setCurrent}
          problem={form.problemOf("current")}
        />
        <NewPasswordField
          label={words.fields.newPassword}
          value={password}
          onValue={setPassword}
          problem={form.problemOf("password")}
        />
      </AuthForm>
    </section>
  );
}
