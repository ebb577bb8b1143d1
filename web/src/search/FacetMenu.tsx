import { DropdownMenu } from "radix-ui";
import { CheckIcon, DownIcon } from "../elements/icons";
import { useLanguage } from "../messages/language";

export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  /** How many of the photos that are found have it; null where nobody has counted. */
  readonly count: number | null;
  readonly chosen: boolean;
}

export interface FacetMenuProps {
  label: string;
  choices: readonly FacetChoice[];
  onChoose(value: string, chosen: boolean): void;
}

/** What a search can be narrowed by in one respect. Stays inside its section, so that it belongs to a landmark. */
export function FacetMenu({ label, choices, onChoose }: FacetMenuProps) {
  const { formats } = useLanguage();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        disabled={choices.length === 0}
        className="flex h-9 shrink-0 cursor-pointer items-center gap-1.5 rounded-full border border-line bg-raised pr-2.5 pl-3.5 text-sm hover:border-muted disabled:cursor-default disabled:opacity-50 data-[state=open]:border-muted"
      >
        {label}
        <DownIcon className="size-4 text-muted" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-80 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-xl"
      >
        {choices.map((choice) => (
          <DropdownMenu.CheckboxItem
            key={choice.value}
            checked={choice.chosen}
            onCheckedChange={(chosen) => onChoose(choice.value, chosen)}
            className="flex cursor-pointer items-center gap-2 rounded-lg py-2 pr-3 pl-8 text-sm outline-none data-highlighted:bg-sunken relative"
          >
            <DropdownMenu.ItemIndicator className="absolute left-2">
              <CheckIcon className="size-4 text-accent" />
            </DropdownMenu.ItemIndicator>
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
            {choice.count !== null && (
              <span className="text-muted tabular-nums">{formats.number(choice.count)}</span>
            )}
          </DropdownMenu.CheckboxItem>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
