import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { remember, remembered } from "../elements/remembered";

export type Theme = "system" | "light" | "dark";

interface Appearance {
  readonly theme: Theme;
  choose(theme: Theme): void;
}

const ThemeContext = createContext<Appearance | null>(null);

function firstTheme(): Theme {
  const chosen = remembered("theme");
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(firstTheme);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const show = () => {
      document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    show();
    dark.addEventListener("change", show);
    return () => dark.removeEventListener("change", show);
  }, [theme]);
  const appearance = useMemo<Appearance>(
    () => ({
      theme,
      choose: (next) => {
        remember("theme", next === "system" ? null : next);
        setTheme(next);
      },
    }),
    [theme],
  );
  return <ThemeContext value={appearance}>{children}</ThemeContext>;
}

export function useTheme(): Appearance {
  const appearance = useContext(ThemeContext);
  if (!appearance) {
    throw new Error("ThemeProvider is missing above this component");
  }
  return appearance;
}
