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
import { putsAway, type Step, stepsFrom } from "./phaseSteps";

/** Some steps stand so far down on the page that what the server has against one would be out of sight. */
const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });

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
  const consequences = (it: Step): string =>
    [
      phases.whoSees(phases.sees[it.to].anonymous, phases.sees[it.to].member),
      putsAway(status.phase_name, it) && phases.retreatPutsAway,
      it.direction === "advance" ? phases.advanceMore[it.to] : phases.retreatMore[it.to],
    ]
      .filter(Boolean)
      .join(" ");
  const told = console.data;
  const steps = told ? stepsFrom(status.phase_name, told.farthest) : [];
  const needsOwner =
    told && !told.is_claimed && steps.some(({ direction, to }) => direction === "advance" && to === "active");
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
          {steps.map((it) => (
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
        {needsOwner && <p className="mt-4 text-sm text-pretty">{phases.unclaimed}</p>}
        {step.error && (
          <div ref={intoView} className="mt-4 scroll-mb-24">
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
            text={consequences(asking)}
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
