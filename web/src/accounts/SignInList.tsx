import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Card } from "../elements/Page";
import { Waiting } from "../elements/Waiting";
import type { Messages } from "../messages/en";
import { useLanguage } from "../messages/language";
import type { SignIn } from "../service/Accounts";
import { keys } from "../service/library";
import { useAccounts, useAuth } from "./signIn";

/** "Firefox on Linux", which the server tells in English, in the reader's language. */
export function clientName(client: string | null, { account }: Messages): string {
  const parts = client?.match(/^(.+) on (.+)$/);
  return parts ? account.clientOn(parts[1] as string, parts[2] as string) : (client ?? account.unknownClient);
}

/** Where one is signed in, and how to end that. */
export function SignInList() {
  const { messages } = useLanguage();
  const auth = useAuth();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const signIns = useQuery({
    queryKey: keys.signIns,
    queryFn: ({ signal }) => accounts.signIns(signal),
    refetchOnMount: "always",
  });
  const end = useMutation({
    mutationFn: async (signIn: SignIn) => {
      await accounts.endSignIn(signIn.id);
      if (signIn.current) {
        auth.forget();
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.signIns }),
  });
  const endAll = useMutation({
    mutationFn: async () => {
      await accounts.endAllSignIns();
      auth.forget();
    },
  });
  const failure = end.error ?? endAll.error;
  return (
    <Card title={messages.account.sessions} text={messages.account.sessionsText}>
      {signIns.isPending && <Waiting />}
      {signIns.error && !signIns.data && (
        <Notice action={<Button onClick={() => void signIns.refetch()}>{messages.common.tryAgain}</Button>}>
          {explain(signIns.error, messages)}
        </Notice>
      )}
      {failure && <Notice>{explain(failure, messages)}</Notice>}
      <ul className="divide-y divide-line">
        {signIns.data?.map((signIn) => (
          <SignInEntry
            key={signIn.id}
            signIn={signIn}
            busy={end.isPending}
            onEnd={() => end.mutate(signIn)}
          />
        ))}
      </ul>
      <Button look="danger" onClick={() => setAsking(true)} disabled={endAll.isPending} className="mt-4">
        {messages.account.endAll}
      </Button>
      {asking && (
        <ConfirmDialog
          title={messages.account.endAllTitle}
          text={messages.account.endAllText}
          action={messages.account.endAll}
          onConfirm={() => {
            setAsking(false);
            endAll.mutate();
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

function SignInEntry({ signIn, busy, onEnd }: { signIn: SignIn; busy: boolean; onEnd(): void }) {
  const { messages, formats } = useLanguage();
  const client = clientName(signIn.client, messages);
  return (
    <li className="flex items-center gap-3 py-3" data-sign-in={signIn.id}>
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">
          {client}
          {signIn.current && (
            <span className="ml-2 inline-block rounded-full bg-accent-soft px-2.5 py-0.5 text-xs font-semibold">
              {messages.account.thisBrowser}
            </span>
          )}
        </p>
        <p className="text-sm text-muted">
          {[
            messages.account.lastUsed(formats.moment(signIn.last_used_at)),
            messages.account.since(formats.moment(signIn.created_at)),
            signIn.address,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {!signIn.current && (
        <Button onClick={onEnd} disabled={busy} aria-label={messages.account.endOne(client)}>
          {messages.account.end}
        </Button>
      )}
    </li>
  );
}
