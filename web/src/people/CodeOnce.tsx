import { linkWithCode } from "../accounts/codeInAddress";
import { Button } from "../elements/Button";
import { Command } from "../elements/Command";
import { useLanguage } from "../messages/language";
import type { GivenCode } from "../service/Accounts";

export interface CodeOnceProps {
  given: GivenCode;
  page: "register" | "reset";
  /** Whom it is for. */
  name: string | null;
  onHide(): void;
}

/** A code that the server tells this once, to be passed on by hand. */
export function CodeOnce({ given, page, name, onHide }: CodeOnceProps) {
  const { messages, formats } = useLanguage();
  return (
    <div role="status" className="mt-4 rounded-xl bg-warning-soft p-4" data-testid="code-once">
      {name !== null && <p className="font-semibold break-words">{messages.people.codeFor(name)}</p>}
      <p className="font-medium">{messages.people.codeOnce}</p>
      <p className="mt-1 text-sm">{messages.people.codeUntil(formats.moment(given.expires_at))}</p>
      <dl className="mt-3 space-y-3 text-sm">
        <div>
          <dt className="font-medium">{messages.people.link}</dt>
          <dd>
            <Command text={linkWithCode(page, given.code)} name={messages.people.link} />
          </dd>
        </div>
        <div>
          <dt className="font-medium">{messages.people.code}</dt>
          <dd>
            <Command text={given.code} name={messages.people.code} />
          </dd>
        </div>
      </dl>
      <Button onClick={onHide} className="mt-4">
        {messages.people.hideCode}
      </Button>
    </div>
  );
}
