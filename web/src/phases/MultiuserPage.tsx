import { useState } from "react";
import { useSignIn, useStanding } from "../accounts/signIn";
import { Card, Page } from "../elements/Page";
import { Waiting } from "../elements/Waiting";
import { useMessages } from "../messages/language";
import type { Proof } from "../service/Accounts";
import type { PhaseName } from "../service/ServerPhase";
import { PhaseControls } from "./PhaseControls";
import { ProofForm } from "./ProofForm";
import { PHASES } from "./phaseSteps";
import { useWhoSees } from "./WhoSees";

/** How far the server is towards several people, in plain words, and for who looks after it, the steps there and back. */
export default function MultiuserPage() {
  const messages = useMessages();
  const { status } = useStanding();
  const signIn = useSignIn();
  const sentence = useWhoSees();
  const [code, setCode] = useState<Proof | null>(null);
  const isAdmin = signIn.kind === "somebody" && signIn.user.role === "admin";
  const proof: Proof | null = isAdmin ? { kind: "account" } : code;
  if (!status) {
    return <Waiting />;
  }
  return (
    <Page title={messages.phases.title}>
      <p className="mt-3 text-lg text-pretty">{sentence}</p>
      <p className="mt-2 text-muted text-pretty">{messages.phases.intro}</p>
      <ol className="mt-6 space-y-3">
        {PHASES.map((phase) => (
          <li key={phase}>
            <PhaseEntry phase={phase} now={phase === status.phase_name} />
          </li>
        ))}
      </ol>
      {proof ? (
        <PhaseControls key={proof.kind} proof={proof} status={status} />
      ) : (
        <Card title={messages.phases.access} text={messages.phases.accessText}>
          {signIn.kind === "somebody" && <p className="mb-4">{messages.phases.notAdmin}</p>}
          <ProofForm onProof={setCode} />
        </Card>
      )}
    </Page>
  );
}

function PhaseEntry({ phase, now }: { phase: PhaseName; now: boolean }) {
  const { phases } = useMessages();
  return (
    <article
      aria-current={now ? "step" : undefined}
      className={`rounded-2xl border p-5 ${now ? "border-accent bg-accent-soft" : "border-line bg-raised"}`}
    >
      <h2 className="flex flex-wrap items-center gap-2 font-semibold">
        {phases.names[phase]}
        {now && (
          <span className="rounded-full bg-accent px-2.5 py-0.5 text-xs font-semibold text-on-accent">
            {phases.now}
          </span>
        )}
      </h2>
      <p className="mt-1 text-pretty">{phases.meanings[phase]}</p>
      <dl className="mt-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="font-medium">{phases.anonymous}</dt>
        <dd className="mb-1 text-pretty">{phases.sees[phase].anonymous}</dd>
        <dt className="font-medium">{phases.member}</dt>
        <dd className="text-pretty">{phases.sees[phase].member}</dd>
      </dl>
    </article>
  );
}
