import { useCallback, useEffect, useState } from "react";
import { useSignIn, useStanding } from "../accounts/signIn";
import { Notice } from "../elements/Notice";
import { Card, Page } from "../elements/Page";
import { Waiting } from "../elements/Waiting";
import { useMessages } from "../messages/language";
import type { Proof } from "../service/Transitions";
import { ConsolePage } from "./ConsolePage";
import { isCurrent, type Outcome, OutcomeNotice } from "./Outcome";
import { PhaseList } from "./PhaseList";
import { ProofForm } from "./ProofForm";
import { Standing } from "./Standing";

/** How far the server is towards several people, in plain words, and for who looks after it, the steps there and back. */
export default function MultiuserPage() {
  const messages = useMessages();
  const { status } = useStanding();
  const signIn = useSignIn();
  const [code, setCode] = useState<Proof | null>(null);
  const [codeEnded, setCodeEnded] = useState(false);
  // Here, because it outlives what proved who somebody is: all the way back nobody is signed in any more.
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const shutOut = useCallback(() => {
    setCode(null);
    setCodeEnded(true);
  }, []);
  const isAdmin = signIn.kind === "somebody" && signIn.user.role === "admin";
  useEffect(() => {
    if (isAdmin) {
      setCodeEnded(false);
    }
  }, [isAdmin]);
  const proof: Proof | null = isAdmin ? { kind: "account" } : code;
  if (!status) {
    return <Waiting />;
  }
  const shown = outcome && isCurrent(outcome, status.epoch) ? outcome : null;
  if (proof) {
    return (
      <ConsolePage proof={proof} status={status} outcome={shown} onOutcome={setOutcome} onShutOut={shutOut} />
    );
  }
  return (
    <Page title={messages.phases.title}>
      <Standing />
      <OutcomeNotice outcome={shown} />
      {codeEnded && (
        <div className="mt-5">
          <Notice>{messages.console.codeEnded}</Notice>
        </div>
      )}
      <PhaseList now={status.phase_name} />
      <Card
        title={messages.phases.access}
        text={messages.phases.accessText[status.sign_in_offered ? "offered" : "none"]}
      >
        {signIn.kind === "somebody" && <p className="mb-4">{messages.phases.notAdmin}</p>}
        <ProofForm
          onProof={(given) => {
            setCodeEnded(false);
            setCode(given);
          }}
        />
      </Card>
    </Page>
  );
}
