import { ACCOUNT_LIMITS } from "@codex/core/limits";
import { Field } from "../ui/field.js";

interface AccountFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean;
}

/** The address one signs in with. */
export const EmailField = ({ label = "E-mail", ...props }: AccountFieldProps) => (
  <Field {...props} label={label} type="email" autoComplete="username" />
);

/** A password that is known already. */
export const CurrentPasswordField = ({ label = "Password", ...props }: AccountFieldProps) => (
  <Field {...props} label={label} type="password" autoComplete="current-password" />
);

/** A password to be set. */
export const NewPasswordField = ({ label = "Password", ...props }: AccountFieldProps) => (
  <Field
    {...props}
    label={label}
    type="password"
    autoComplete="new-password"
    hint={`At least ${ACCOUNT_LIMITS.passwordLength.min} characters, of any kind.`}
  />
);
