import { type ComponentType, Fragment, type ReactNode, useEffect, useState } from "react";
import { useMessages } from "../messages/language";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { Waiting } from "./Waiting";

export interface LazyPage {
  (): ReactNode;
  /** Fetches the page's code before anybody asks for it. */
  fetchCode(): Promise<void>;
}

/**
 * A page whose code is fetched when it is first shown. While the server is away that fails: the page says so and can be
 * tried again, and what else is open stays as it is.
 *
 * @param Frame what is around the page while it is not there yet
 */
export function lazyPage(
  load: () => Promise<{ default: ComponentType }>,
  Frame: ComponentType<{ children: ReactNode }> = Fragment,
): LazyPage {
  let Loaded: ComponentType | undefined;
  let loading: Promise<void> | undefined;
  const fetchCode = (): Promise<void> => {
    loading ??= load().then(
      (module) => {
        Loaded = module.default;
      },
      (cause) => {
        loading = undefined;
        throw cause;
      },
    );
    return loading;
  };

  function Page() {
    const messages = useMessages();
    const [attempt, setAttempt] = useState(0);
    const [outcome, setOutcome] = useState<"waiting" | "ready" | "failed">(Loaded ? "ready" : "waiting");
    // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
    useEffect(() => {
      let shown = true;
      fetchCode().then(
        () => shown && setOutcome("ready"),
        () => shown && setOutcome("failed"),
      );
      return () => {
        shown = false;
      };
    }, [attempt]);
    if (outcome === "ready" && Loaded) {
      return <Loaded />;
    }
    if (outcome === "waiting") {
      return (
        <Frame>
          <Waiting />
        </Frame>
      );
    }
    return (
      <Frame>
        <div className="mx-auto max-w-lg p-6">
          <Notice
            action={
              <>
                <Button
                  onClick={() => {
                    setOutcome("waiting");
                    setAttempt(attempt + 1);
                  }}
                >
                  {messages.common.tryAgain}
                </Button>
                <Button onClick={() => location.reload()}>{messages.shell.reload}</Button>
              </>
            }
          >
            {messages.failures.unreachable}
          </Notice>
        </div>
      </Frame>
    );
  }
  return Object.assign(Page, { fetchCode });
}
