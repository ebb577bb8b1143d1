import { Card } from "../elements/Page";
import { useLanguage } from "../messages/language";
import type { TransitionReport } from "../service/Transitions";
import { Figure, Figures } from "./Figures";
import { type Held, proofOf } from "./guideSteps";

/** After all of the way: what happened, against what was forecast, and who sees what now. */
export function ProofCard({ report }: { report: TransitionReport | undefined }) {
  const { messages, formats } = useLanguage();
  const { console: texts, phases } = messages;
  const proof = report && proofOf(report);
  const told = ({ was, forecast }: Held) => (
    <>
      {formats.duration(was)}
      {forecast !== null && (
        <span className="font-normal text-muted"> ({texts.proof.forecast(formats.duration(forecast))})</span>
      )}
    </>
  );
  return (
    <Card title={texts.proof.title} text={proof ? texts.proof.text : undefined}>
      <Figures>
        <Figure name={texts.proof.anonymous}>{phases.sees.active.anonymous}</Figure>
        <Figure name={texts.proof.member}>{phases.sees.active.member}</Figure>
        {proof && <Figure name={texts.proof.given}>{formats.moment(proof.at)}</Figure>}
        {proof?.took && <Figure name={texts.proof.took}>{told(proof.took)}</Figure>}
        {proof?.waited && <Figure name={texts.proof.held}>{told(proof.waited)}</Figure>}
      </Figures>
    </Card>
  );
}
