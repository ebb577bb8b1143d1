import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTransitions } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { Select } from "../elements/Select";
import { TextField } from "../elements/TextField";
import { useMessages } from "../messages/language";
import { ServiceFailure } from "../service/ServiceFailure";
import type { Proof } from "../service/Transitions";

/** Asks for a code from the server's terminal and tries it. It is kept in this page alone. */
export function ProofForm({ onProof }: { onProof(proof: Proof): void }) {
  const messages = useMessages();
  const transitions = useTransitions();
  const id = useId();
  const [kind, setKind] = useState<"setup" | "operator">("setup");
  const [code, setCode] = useState("");
  const proof: Proof = { kind, code: code.trim() };
  const attempt = useMutation({
    mutationFn: () => transitions.console(proof),
    onSuccess: () => onProof(proof),
  });
  const wrong =
    attempt.error instanceof ServiceFailure && ["unauthorised", "forbidden"].includes(attempt.error.kind);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!attempt.isPending) {
      attempt.mutate();
    }
  };
  return (
    <form onSubmit={onSubmit} className="max-w-md space-y-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={`${id}-kind`} className="text-sm font-medium">
          {messages.phases.codeKind}
        </label>
        <Select
          id={`${id}-kind`}
          value={kind}
          onChange={(event) => {
            attempt.reset();
            setKind(event.target.value as "setup" | "operator");
          }}
        >
          <option value="setup">{messages.phases.codeKinds.setup}</option>
          <option value="operator">{messages.phases.codeKinds.operator}</option>
        </Select>
      </div>
      <TextField
        label={messages.phases.codeKinds[kind]}
        help={messages.phases.codeHelp[kind]}
        problem={wrong ? messages.phases.wrongCode : null}
        value={code}
        onChange={(value) => {
          attempt.reset();
          setCode(value);
        }}
        type="password"
        autoComplete="off"
        maxLength={200}
        required
      />
      {attempt.error && !wrong && <Notice>{explain(attempt.error, messages)}</Notice>}
      <Button look="primary" type="submit" disabled={attempt.isPending}>
        {messages.phases.unlock}
      </Button>
    </form>
  );
}
