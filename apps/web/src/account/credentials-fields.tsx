import { useState } from "react";
import { Field } from "../ui/field.js";
import { accountWords } from "../words/account-words.js";
import { EmailField, NewPasswordField } from "./fields.js";

/** The fields of a new account, and what was typed into them. */
export function useCredentials() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  return {
    email,
    /** As the server takes them: a name is only sent if there is one. */
    values: { email, password, ...(name.trim() === "" ? {} : { name }) },
    fields: { email, setEmail, password, setPassword, name, setName },
  };
}

interface CredentialsFieldsProps {
  readonly fields: ReturnType<typeof useCredentials>["fields"];
  readonly problemOf: (field: string) => string | undefined;
}

export const CREDENTIAL_FIELDS = ["email", "password", "name"] as const;

export function CredentialsFields({ fields, problemOf }: CredentialsFieldsProps) {
  const words = accountWords().fields;
  return (
    <>
      <EmailField value={fields.email} onValue={fields.setEmail} problem={problemOf("email")} autoFocus />
      <NewPasswordField
        value={fields.password}
        onValue={fields.setPassword}
        problem={problemOf("password")}
      />
      <Field
        label={words.name}
        autoComplete="name"
        hint={words.nameHintOptional}
        value={fields.name}
        onValue={fields.setName}
        problem={problemOf("name")}
      />
    </>
  );
}

/** What follows where the server confirms addresses. */
export const Mailed = ({ email }: { email: string }) => (
  <p className="form-done" role="status">
    {accountWords().fields.mailed(email.trim())}
  </p>
);
