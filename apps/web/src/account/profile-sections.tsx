import { useState } from "react";
import { client } from "../client.js";
import { trpc } from "../trpc.js";
import { Field } from "../ui/field.js";
import { toast } from "../ui/toast.js";
import { AuthForm } from "./auth-page.js";
import { Mailed } from "./credentials-fields.js";
import { CurrentPasswordField, EmailField, NewPasswordField } from "./fields.js";
import { useSession } from "./session-context.js";
import { useForm } from "./use-form.js";

/** What others see of the user. */
export function NameSection({ name }: { name: string }) {
  const session = useSession();
  const [value, setValue] = useState(name);
  const form = useForm(["name"], async () => {
    await client.account.rename.mutate({ name: value });
    await session.refresh();
    toast("Your name is saved.");
  });
  return (
    <section className="account-section" aria-labelledby="name-title">
      <h2 id="name-title">Name</h2>
      <AuthForm submit="Save the name" {...form}>
        <Field
          label="Name"
          autoComplete="name"
          hint="What others see when you share a list."
          value={value}
          onValue={setValue}
          problem={form.problemOf("name")}
        />
      </AuthForm>
    </section>
  );
}

export function EmailSection({ email }: { email: string }) {
  const session = useSession();
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
    toast("Your e-mail address is changed.");
  });
  return (
    <section className="account-section" aria-labelledby="email-title">
      <h2 id="email-title">E-mail</h2>
      <p>You sign in as {email}.</p>
      {mailed ? (
        <Mailed email={value} />
      ) : (
        <AuthForm submit="Change the address" {...form}>
          <EmailField label="New e-mail" value={value} onValue={setValue} problem={form.problemOf("email")} />
          <CurrentPasswordField
            label="Password, to be sure"
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
  const { account } = trpc.useUtils();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(["current", "password"], async () => {
    await client.account.changePassword.mutate({ current, password });
    setCurrent("");
    setPassword("");
    await account.sessions.invalidate();
    toast("The password is changed. Every other device is signed out.");
  });
  return (
    <section className="account-section" aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <AuthForm submit="Change the password" {...form}>
        {/* Tells password managers whose password this is. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <CurrentPasswordField
          label="Current password"
          value={current}
          onValue={setCurrent}
          problem={form.problemOf("current")}
        />
        <NewPasswordField
          label="New password"
          value={password}
          onValue={setPassword}
          problem={form.problemOf("password")}
        />
      </AuthForm>
    </section>
  );
}
