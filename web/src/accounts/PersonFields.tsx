import { PasswordField } from "../elements/PasswordField";
import { TextField } from "../elements/TextField";
import { useMessages } from "../messages/language";
import type { Claim } from "../service/Transitions";
import type { AccountProblems } from "./accountProblems";

export interface NewPerson {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
}

export const nobodyYet: NewPerson = { username: "", displayName: "", email: "", password: "" };

export const requestOf = (person: NewPerson): Claim => ({
  username: person.username.trim(),
  email: person.email.trim(),
  password: person.password,
  display_name: person.displayName.trim() || null,
});

export interface PersonFieldsProps {
  person: NewPerson;
  onChange(person: NewPerson): void;
  problems: AccountProblems;
}

/** What a new account needs to know of its person. */
export function PersonFields({ person, onChange, problems }: PersonFieldsProps) {
  const { accounts } = useMessages();
  return (
    <>
      <TextField
        label={accounts.username}
        help={accounts.usernameHelp}
        problem={problems.of("username")}
        value={person.username}
        onChange={(username) => onChange({ ...person, username })}
        autoComplete="username"
        autoCapitalize="off"
        spellCheck={false}
        minLength={3}
        maxLength={50}
        required
      />
      <TextField
        label={accounts.displayName}
        problem={problems.of("display_name")}
        value={person.displayName}
        onChange={(displayName) => onChange({ ...person, displayName })}
        autoComplete="name"
        maxLength={100}
      />
      <TextField
        label={accounts.email}
        problem={problems.of("email")}
        value={person.email}
        onChange={(email) => onChange({ ...person, email })}
        type="email"
        autoComplete="email"
        maxLength={255}
        required
      />
      <PasswordField
        label={accounts.password}
        help={accounts.newPasswordHelp}
        problem={problems.of("password")}
        value={person.password}
        onChange={(password) => onChange({ ...person, password })}
        autoComplete="new-password"
        minLength={8}
        required
      />
    </>
  );
}
