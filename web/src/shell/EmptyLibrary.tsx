import { Link } from "@tanstack/react-router";
import { Command } from "../elements/Command";
import { Logo } from "../elements/icons";
import { ImportProgress } from "../imports/ImportProgress";
import { ImportTrouble } from "../imports/ImportTrouble";
import { useJobs } from "../imports/streaming";
import { useMessages } from "../messages/language";
import { isUnfinished } from "../service/library";
import { UploadButton } from "../uploads/UploadButton";

/** What a newcomer sees before the first photo: exactly what to do now. */
export function EmptyLibrary() {
  const messages = useMessages();
  const running = useJobs().data?.find(isUnfinished);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-xl px-5 py-8 sm:py-16">
        <Logo className="size-12" />
        <h2 className="mt-6 text-3xl font-semibold tracking-tight text-balance">{messages.empty.title}</h2>
        {running ? (
          <div className="mt-6 space-y-4">
            <p className="text-muted">{messages.empty.importing}</p>
            <ImportProgress job={running} />
            <ImportTrouble job={running} />
          </div>
        ) : (
          <>
            <p className="mt-3 text-lg text-muted text-pretty">{messages.empty.intro}</p>
            <ol className="mt-10 space-y-8">
              <li>
                <h3 className="font-semibold">{messages.uploads.fromDevice}</h3>
                <p className="mt-1 text-muted">{messages.uploads.fromDeviceText}</p>
                <UploadButton className="mt-3 min-h-11 px-5" />
              </li>
              <li>
                <h3 className="font-semibold">{messages.empty.fromHere}</h3>
                <p className="mt-1 text-muted">{messages.empty.fromHereText}</p>
                <Link
                  to="/imports"
                  className="mt-3 inline-flex min-h-11 items-center rounded-lg bg-accent px-5 font-medium text-on-accent hover:brightness-110"
                >
                  {messages.empty.fromHereAction}
                </Link>
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
        )}
      </div>
    </div>
  );
}
