import { ACCOUNT_LIMITS } from "@codex/core/limits";
import { Field } from "../ui/field.js";
import { accountWords } from "../words/account-words.js";

interface AccountFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean;
}

/** The address one signs in with. */
export const EmailField = ({ label = accountWords().fields.email, ...props }: AccountFieldProps) => (
  <Field {...props} label={label} type="email" autoComplete="username" />
);

/** A password that is known already. */
export const CurrentPasswordField = ({
  label = accountWords().fields.password,
  ...props
}: AccountFieldProps) => <Field {...props} label={label} type="password" autoComplete="current-password" />;

/** A password to be set. */
export const NewPasswordField = ({ label = accountWords().fields.password, ...props }: AccountFieldProps) => (
  <Field
    {...props}
    label={label}
    type="password"
    autoComplete="new-password"
    hint={accountWords().fields.passwordHint(ACCOUNT_LIMITS.passwordLength.min)}
  />
);
