import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { accountProblems } from "../accounts/accountProblems";
import { useAccounts } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Card } from "../elements/Page";
import { Select } from "../elements/Select";
import { TextField } from "../elements/TextField";
import { useLanguage, useMessages } from "../messages/language";
import type { GivenCode, OpenInvitation, Role } from "../service/Accounts";
import { keys } from "../service/library";
import { CodeOnce } from "./CodeOnce";

/** Invites people, and shows which invitations are open. */
export function Invitations({ open }: { open: readonly OpenInvitation[] }) {
  const { messages, formats } = useLanguage();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const [given, setGiven] = useState<{ code: GivenCode; email: string | null } | null>(null);
  const withdraw = useMutation({
    mutationFn: async (id: number) => {
      await accounts.withdraw(id);
      if (given?.code.id === id) {
        setGiven(null);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.people }),
  });
  const nameOf = (invitation: OpenInvitation) => invitation.email ?? messages.people.anybody;
  return (
    <>
      <Card title={messages.people.invite} text={messages.people.inviteText}>
        <InviteForm onGiven={(code, email) => setGiven({ code, email })} />
        {given && (
          <CodeOnce given={given.code} page="register" name={given.email} onHide={() => setGiven(null)} />
        )}
      </Card>
      <Card title={messages.people.invitations}>
        {withdraw.error && <Notice>{explain(withdraw.error, messages)}</Notice>}
        {open.length === 0 && <p className="text-muted">{messages.people.noInvitations}</p>}
        <ul className="divide-y divide-line">
          {open.map((invitation) => (
            <li key={invitation.id} className="flex items-center gap-3 py-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium break-words">{nameOf(invitation)}</p>
                <p className="text-sm text-muted">
                  {[
                    messages.people.roles[invitation.role],
                    invitation.may_import && messages.people.mayImport,
                    messages.people.expires(formats.moment(invitation.expires_at)),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <Button
                onClick={() => withdraw.mutate(invitation.id)}
                disabled={withdraw.isPending}
                aria-label={messages.people.actionOf(messages.people.withdraw, nameOf(invitation))}
              >
                {messages.people.withdraw}
              </Button>
            </li>
          ))}
        </ul>
        <p role="status" className="text-sm text-muted empty:hidden">
          {withdraw.isSuccess ? messages.people.withdrawn : ""}
        </p>
      </Card>
    </>
  );
}

function InviteForm({ onGiven }: { onGiven(code: GivenCode, email: string | null): void }) {
  const messages = useMessages();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const id = useId();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [mayImport, setMayImport] = useState(false);
  const invite = useMutation({
    mutationFn: () => accounts.invite({ email: email.trim() || null, role, may_import: mayImport }),
    onSuccess: (code) => {
      onGiven(code, email.trim() || null);
      setEmail("");
      setRole("member");
      setMayImport(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.people }),
  });
  const problems = accountProblems(invite.error, ["email"], messages);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!invite.isPending) {
      invite.mutate();
    }
  };
  return (
    <form onSubmit={onSubmit} className="max-w-md space-y-4">
      <TextField
        label={messages.people.inviteEmail}
        help={messages.people.inviteEmailHelp}
        problem={problems.of("email")}
        value={email}
        onChange={(value) => {
          invite.reset();
          setEmail(value);
        }}
        type="email"
        autoComplete="off"
        maxLength={255}
      />
      <div className="flex items-center gap-3">
        <label htmlFor={`${id}-role`} className="text-sm font-medium">
          {messages.people.inviteRole}
        </label>
        <Select id={`${id}-role`} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          <option value="member">{messages.people.roles.member}</option>
          <option value="admin">{messages.people.roles.admin}</option>
        </Select>
      </div>
      <label className="flex min-h-10 items-center gap-3 text-sm">
        <input
          type="checkbox"
          checked={mayImport}
          onChange={(event) => setMayImport(event.target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        {messages.people.mayImport}
      </label>
      {problems.general && <Notice>{problems.general}</Notice>}
      <Button look="primary" type="submit" disabled={invite.isPending}>
        {messages.people.inviteAction}
      </Button>
    </form>
  );
}
