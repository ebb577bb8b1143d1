import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAccounts, useAuth } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Card } from "../elements/Page";
import { useMessages } from "../messages/language";
import type { Proof } from "../service/Accounts";
import { keys } from "../service/library";
import type { MultiuserStatus } from "../service/ServerPhase";
import { ClaimForm } from "./ClaimForm";

type Step =
  | { readonly direction: "advance"; readonly to: "foundation" | "dual" }
  | { readonly direction: "retreat"; readonly to: "single" | "foundation" };

const stepsFrom: Record<number, readonly Step[]> = {
  0: [
    { direction: "advance", to: "foundation" },
    { direction: "advance", to: "dual" },
  ],
  1: [
    { direction: "advance", to: "dual" },
    { direction: "retreat", to: "single" },
  ],
  2: [
    { direction: "retreat", to: "foundation" },
    { direction: "retreat", to: "single" },
  ],
};

/** The steps to other phases, each asked about first with who will see what; and who the library belongs to. */
export function PhaseControls({ proof, status }: { proof: Proof; status: MultiuserStatus }) {
  const messages = useMessages();
  const { phases } = messages;
  const auth = useAuth();
  const accounts = useAccounts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Step | null>(null);
  const code = proof.kind === "account" ? null : proof.code;
  const console = useQuery({
    queryKey: [...keys.console(code), status.epoch],
    queryFn: ({ signal }) => accounts.console(proof, signal),
    refetchOnMount: "always",
  });
  const step = useMutation({
    mutationFn: ({ direction, to }: Step) =>
      direction === "advance" ? accounts.advance(to, proof) : accounts.retreat(to, proof),
    onSettled: async () => {
      await auth.phase.ask();
      await queries.invalidateQueries({ queryKey: keys.console(code) });
    },
  });
  const words = ({ direction, to }: Step): string =>
    direction === "advance" ? phases.advance[to] : phases.retreat[to];
  const seen = ({ direction, to }: Step): string =>
    direction === "advance"
      ? phases.whoSees(phases.sees[to].anonymous, phases.sees[to].member)
      : to === "single"
        ? phases.retreatSingle
        : phases.retreatFoundation;
  const told = console.data;
  return (
    <>
      <Card title={phases.access} text={told && phases.people(told.users)}>
        {console.error && !told && (
          <Notice action={<Button onClick={() => void console.refetch()}>{messages.common.tryAgain}</Button>}>
            {explain(console.error, messages)}
          </Notice>
        )}
        {told?.file_wish && (
          <p className="mb-4 rounded-lg bg-warning-soft px-4 py-3 text-sm">
            <span className="block font-medium">{phases.wish}</span>
            <span lang="en" className="break-words">
              {told.file_wish}
            </span>
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {stepsFrom[status.phase]?.map((it) => (
            <Button
              key={it.direction + it.to}
              look={it.direction === "advance" ? "primary" : "danger"}
              disabled={step.isPending}
              onClick={() => {
                step.reset();
                setAsking(it);
              }}
              className="max-sm:w-full"
            >
              {words(it)}
            </Button>
          ))}
        </div>
        {step.error && (
          <div className="mt-4">
            <Notice>{explain(step.error, messages)}</Notice>
          </div>
        )}
        {asking && (
          <ConfirmDialog
            title={
              asking.direction === "advance"
                ? phases.advanceTitle(phases.names[asking.to])
                : phases.retreatTitle(phases.names[asking.to])
            }
            text={seen(asking)}
            action={words(asking)}
            onConfirm={() => {
              setAsking(null);
              step.mutate(asking);
            }}
            onCancel={() => setAsking(null)}
          />
        )}
      </Card>
      {told && status.phase > 0 && !told.is_claimed && (
        <ClaimForm
          proof={proof}
          hasAdmin={told.has_admin}
          onClaimed={() => queries.invalidateQueries({ queryKey: keys.console(code) })}
        />
      )}
    </>
  );
}
