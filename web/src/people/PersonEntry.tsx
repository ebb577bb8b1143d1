import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf, useAccounts, useAuth } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { useLanguage } from "../messages/language";
import type { GivenCode, Person, PersonChange } from "../service/Accounts";
import { keys } from "../service/library";
import { ServiceFailure } from "../service/ServiceFailure";
import { CodeOnce } from "./CodeOnce";

type Question = "promote" | "demote" | "disable" | "reset";

const changes: Record<Exclude<Question, "reset">, PersonChange> = {
  promote: { role: "admin" },
  demote: { role: "member" },
  disable: { is_active: false },
};

/** One person's account: what it may do, and what an administrator can do about it. */
export function PersonEntry({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { messages, formats } = useLanguage();
  const auth = useAuth();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Question | null>(null);
  const [given, setGiven] = useState<GivenCode | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: keys.people });
  const change = useMutation({
    mutationFn: (patch: PersonChange) => accounts.change(person.id, patch),
    onSuccess: (changed) => {
      if (isOwn) {
        const { last_sign_in_at: _, sessions: __, is_system: ___, ...user } = changed;
        auth.keepUser(user);
      }
    },
    onSettled: refresh,
  });
  const reset = useMutation({
    mutationFn: () => accounts.reset(person.id),
    onSuccess: setGiven,
    onSettled: refresh,
  });
  const name = nameOf(person);
  const failure = change.error ?? reset.error;
  const busy = change.isPending || reset.isPending;
  const lastAdmin = failure instanceof ServiceFailure && failure.status === 409;
  const question =
    asking &&
    {
      promote: [messages.people.promoteTitle(name), messages.people.promoteText, messages.people.promote],
      demote: [messages.people.demoteTitle(name), messages.people.demoteText, messages.people.demote],
      disable: [messages.people.disableTitle(name), messages.people.disableText, messages.people.disable],
      reset: [messages.people.resetTitle(name), messages.people.resetText, messages.people.resetAction],
    }[asking];
  const confirmed = () => {
    if (asking === "reset") {
      reset.mutate();
    } else if (asking) {
      change.mutate(changes[asking]);
    }
    setAsking(null);
  };
  const action = (text: string, onClick: () => void) => (
    <Button onClick={onClick} disabled={busy} aria-label={messages.people.actionOf(text, name)}>
      {text}
    </Button>
  );
  const ask = (it: Question) => () => {
    change.reset();
    reset.reset();
    setAsking(it);
  };
  return (
    <article className="rounded-2xl border border-line bg-raised p-5" data-person={person.username}>
      <h2 className="flex flex-wrap items-center gap-2 font-semibold">
        <span className="min-w-0 break-words">{name}</span>
        {isOwn && <Badge>{messages.people.you}</Badge>}
        {person.role === "admin" && <Badge>{messages.people.administrator}</Badge>}
        {!person.is_active && <Badge warning>{messages.people.disabled}</Badge>}
      </h2>
      <p className="text-sm break-all text-muted">
        {person.username} · {person.email}
      </p>
      <p className="text-sm text-muted">
        {[
          person.last_sign_in_at
            ? messages.people.lastSignIn(formats.moment(person.last_sign_in_at))
            : messages.people.never,
          person.sessions > 0 && messages.people.sessions(person.sessions),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <label className="mt-3 flex min-h-10 items-center gap-3 text-sm">
        <input
          type="checkbox"
          aria-label={messages.people.mayImportOf(name)}
          checked={change.isPending ? (change.variables.may_import ?? person.may_import) : person.may_import}
          disabled={busy}
          onChange={(event) => change.mutate({ may_import: event.target.checked })}
          className="size-5 shrink-0 accent-accent"
        />
        {messages.people.mayImport}
      </label>
      <div className="mt-2 flex flex-wrap gap-2">
        {person.role === "admin"
          ? action(messages.people.demote, ask("demote"))
          : action(messages.people.promote, ask("promote"))}
        {!isOwn && action(messages.people.reset, ask("reset"))}
        {person.is_active
          ? !isOwn && action(messages.people.disable, ask("disable"))
          : action(messages.people.enable, () => change.mutate({ is_active: true }))}
      </div>
      {failure && (
        <div className="mt-3">
          <Notice>{lastAdmin ? messages.accounts.problems.lastAdmin : explain(failure, messages)}</Notice>
        </div>
      )}
      {given && <CodeOnce given={given} page="reset" name={name} onHide={() => setGiven(null)} />}
      {question && (
        <ConfirmDialog
          title={question[0] as string}
          text={question[1] as string}
          action={question[2] as string}
          onConfirm={confirmed}
          onCancel={() => setAsking(null)}
        />
      )}
    </article>
  );
}

function Badge({ children, warning = false }: { children: string; warning?: boolean }) {
  return (
    <span
      className={`rounded-full px-2.5 py-0.5 text-xs font-semibold ${warning ? "bg-danger-soft text-danger" : "bg-accent-soft"}`}
    >
      {children}
    </span>
  );
}
