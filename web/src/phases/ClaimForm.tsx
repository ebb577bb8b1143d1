import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { accountProblems } from "../accounts/accountProblems";
import { offerCode } from "../accounts/codeInAddress";
import { type NewPerson, nobodyYet, PersonFields, requestOf } from "../accounts/PersonFields";
import { useAuth, useTransitions, useUser } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { Notice } from "../elements/Notice";
import { useMessages } from "../messages/language";
import type { Proof } from "../service/Transitions";

export interface ClaimFormProps {
  proof: Proof;
  hasAdmin: boolean;
  /** @param signedIn whether that person has been signed in here, who proves with their account from now on */
  onClaimed(signedIn: boolean): void;
}

/** Gives the library of the single-user time to an account, which then looks after the server. */
export function ClaimForm({ proof, hasAdmin, onClaimed }: ClaimFormProps) {
  const { phases, ...messages } = useMessages();
  const auth = useAuth();
  const transitions = useTransitions();
  const user = useUser();
  const navigate = useNavigate();
  const [person, setPerson] = useState<NewPerson>(nobodyYet);
  const claim = useMutation({
    mutationFn: async () => {
      const request = requestOf(person);
      const claimed = await transitions.claim(request, proof);
      return user === null && (await auth.login(claimed.username, request.password)) !== null;
    },
    onSuccess: onClaimed,
  });
  const problems = accountProblems(claim.error, ["username", "email", "display_name", "password"], {
    phases,
    ...messages,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!claim.isPending) {
      claim.mutate();
    }
  };
  const otherAdmin = () => {
    if (proof.kind === "setup") {
      offerCode(proof.code);
      void navigate({ to: "/register" });
    }
  };
  return (
    <section className="mt-6 border-t border-line pt-5">
      <h4 className="font-semibold">{phases.claimTitle}</h4>
      <p className="mt-1 text-sm text-muted text-pretty">{phases.claimText}</p>
      <form onSubmit={onSubmit} className="mt-4 max-w-md space-y-4">
        <PersonFields
          person={person}
          problems={problems}
          onChange={(value) => {
            claim.reset();
            setPerson(value);
          }}
        />
        {problems.general && <Notice>{problems.general}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" disabled={claim.isPending}>
            {phases.claim}
          </Button>
          {!hasAdmin && proof.kind === "setup" && (
            <Button look="quiet" onClick={otherAdmin} className="!whitespace-normal">
              {phases.firstAdmin}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}
