import { useLibraryShown, useStanding, useUser } from "../accounts/signIn";
import { Command } from "../elements/Command";
import { Logo } from "../elements/icons";
import { ButtonLink } from "../elements/links";
import { ImportProgress } from "../imports/ImportProgress";
import { ImportTrouble } from "../imports/ImportTrouble";
import { useJobs } from "../imports/streaming";
import { useMessages } from "../messages/language";
import { isUnfinished } from "../service/library";
import { FIRST_USER } from "../service/ServerPhase";
import { UploadButton } from "../uploads/UploadButton";

/** What a newcomer sees before the first photo: exactly what to do now. */
export function EmptyLibrary() {
  const messages = useMessages();
  const { status } = useStanding();
  const { owner } = useLibraryShown();
  const running = useJobs().data?.find(isUnfinished);
  const own = typeof owner === "number" && owner !== FIRST_USER;
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-xl px-5 py-8 sm:py-16">
        <Logo className="size-12" />
        <h2 className="mt-6 text-3xl font-semibold tracking-tight text-balance">
          {own ? messages.empty.ownTitle : messages.empty.title}
        </h2>
        {running ? (
          <div className="mt-6 space-y-4">
            <p className="text-muted">{messages.empty.importing}</p>
            <ImportProgress job={running} />
            <ImportTrouble job={running} />
          </div>
        ) : own ? (
          <OwnLibraryHelp phase={status?.phase_name === "active" ? "active" : "scoped"} />
        ) : (
          <FirstLibraryHelp />
        )}
      </div>
    </div>
  );
}

/** For one of several people, who are mostly not at the computer that runs the server. */
function OwnLibraryHelp({ phase }: { phase: "scoped" | "active" }) {
  const messages = useMessages();
  const mayImport = useUser()?.may_import === true;
  return (
    <>
      <p className="mt-3 text-lg text-muted text-pretty">{messages.empty.ownIntro}</p>
      <ol className="mt-10 space-y-8">
        <UploadHelp />
        {mayImport && (
          <li>
            <h3 className="font-semibold">{messages.empty.fromHere}</h3>
            <p className="mt-1 text-muted">{messages.empty.ownFolder}</p>
            <ImportLink />
          </li>
        )}
      </ol>
      <p className="mt-10 border-t border-line pt-5 text-sm text-muted text-pretty">
        {messages.empty.ownShared[phase]}
      </p>
    </>
  );
}

function FirstLibraryHelp() {
  const messages = useMessages();
  return (
    <>
      <p className="mt-3 text-lg text-muted text-pretty">{messages.empty.intro}</p>
      <ol className="mt-10 space-y-8">
        <UploadHelp />
        <li>
          <h3 className="font-semibold">{messages.empty.fromHere}</h3>
          <p className="mt-1 text-muted">{messages.empty.fromHereText}</p>
          <ImportLink />
        </li>
        <li>
          <h3 className="font-semibold">{messages.empty.fromTerminal}</h3>
          <p className="mt-1 text-muted">{messages.empty.fromTerminalText}</p>
          <Command text="./imalink import ~/Pictures" />
        </li>
        <li>
          <h3 className="font-semibold">{messages.empty.demo}</h3>
          <p className="mt-1 text-muted">{messages.empty.demoText}</p>
          <Command text="./imalink demo" />
        </li>
      </ol>
      <p className="mt-10 border-t border-line pt-5 text-sm text-muted">{messages.empty.promise}</p>
    </>
  );
}

function UploadHelp() {
  const messages = useMessages();
  return (
    <li>
      <h3 className="font-semibold">{messages.uploads.fromDevice}</h3>
      <p className="mt-1 text-muted">{messages.uploads.fromDeviceText}</p>
      <UploadButton className="mt-3 min-h-11 px-5" />
    </li>
  );
}

function ImportLink() {
  const messages = useMessages();
  return (
    <ButtonLink to="/imports" className="mt-3">
      {messages.empty.fromHereAction}
    </ButtonLink>
  );
}
