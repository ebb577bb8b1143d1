import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { remember, remembered } from "../elements/remembered";
import { en, type Messages } from "./en";
import { type Formats, formatsFor } from "./formats";
import { nb } from "./nb";

export const languages = { nb: "Norsk bokmål", en: "English" } as const;
export type Language = keyof typeof languages;

const messagesOf: Record<Language, Messages> = { nb, en };

interface Speech {
  readonly language: Language;
  readonly messages: Messages;
  readonly formats: Formats;
  choose(language: Language): void;
}

const LanguageContext = createContext<Speech | null>(null);

/** The first language of the browser that there are messages in; any Norwegian reads as bokmål. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === "nb" || language === "no" || language === "nn") {
      return "nb";
    }
    if (language === "en") {
      return "en";
    }
  }
  return "en";
}

function firstLanguage(): Language {
  const chosen = remembered("language");
  return chosen === "nb" || chosen === "en" ? chosen : languageOf(navigator.languages);
}

/** Dates and numbers follow the region of the browser where it speaks the same language. */
function localeFor(language: Language): string {
  return (
    navigator.languages.find((tag) => languageOf([tag]) === language && tag.includes("-")) ??
    (language === "en" ? "en-GB" : "nb-NO")
  );
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      messages: messagesOf[language],
      formats: formatsFor(localeFor(language)),
      choose: (next) => {
        remember("language", next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={speech}>{children}</LanguageContext>;
}

export function useLanguage(): Speech {
  const speech = useContext(LanguageContext);
  if (!speech) {
    throw new Error("LanguageProvider is missing above this component");
  }
  return speech;
}

export function useMessages(): Messages {
  return useLanguage().messages;
}
