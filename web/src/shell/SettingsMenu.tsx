import { Link } from "@tanstack/react-router";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { type Theme, useTheme } from "../appearance/theme";
import { CheckIcon, SettingsIcon, TrashIcon } from "../elements/icons";
import { type Language, languages, useLanguage } from "../messages/language";

const themes: readonly Theme[] = ["system", "light", "dark"];

/**
 * The way to the trash, how the client looks and which language it speaks; remembered in this browser. The menu stays inside the header, so
 * that it belongs to a landmark of the page.
 *
 * @param props.closed whether there is no library to show the trash of
 */
export function SettingsMenu({ closed }: { closed: boolean }) {
  const { messages, language, choose } = useLanguage();
  const { theme, choose: chooseTheme } = useTheme();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={messages.shell.settings}
        title={messages.shell.settings}
        className="grid size-10 shrink-0 place-items-center rounded-full hover:bg-sunken data-[state=open]:bg-sunken"
      >
        <SettingsIcon />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-56 rounded-xl border border-line bg-raised p-1.5 shadow-xl"
      >
        {!closed && (
          <>
            <DropdownMenu.Item asChild>
              <Link
                to="/trash"
                className="flex items-center gap-2 rounded-lg px-3 py-2 outline-none data-highlighted:bg-sunken"
              >
                <TrashIcon />
                {messages.shell.trash}
              </Link>
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
          </>
        )}
        <DropdownMenu.Label className="px-3 pt-2 pb-1 text-xs font-semibold text-muted">
          {messages.shell.appearance}
        </DropdownMenu.Label>
        <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as Theme)}>
          {themes.map((it) => (
            <Choice key={it} value={it}>
              {messages.shell.themes[it]}
            </Choice>
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
        <DropdownMenu.Label className="px-3 pt-1 pb-1 text-xs font-semibold text-muted">
          {messages.shell.language}
        </DropdownMenu.Label>
        <DropdownMenu.RadioGroup value={language} onValueChange={(value) => choose(value as Language)}>
          {Object.entries(languages).map(([code, name]) => (
            <Choice key={code} value={code}>
              <span lang={code}>{name}</span>
            </Choice>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem
      value={value}
      className="flex cursor-pointer items-center justify-between rounded-lg px-3 py-2 outline-none data-highlighted:bg-sunken"
    >
      {children}
      <DropdownMenu.ItemIndicator>
        <CheckIcon className="size-4 text-accent" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}
