import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CloseIcon } from "../elements/icons";
import { useLanguage } from "../messages/language";
import { authorsQuery, usePhotoService } from "../service/library";
import type { FacetCount } from "../service/PhotoService";
import { type FacetChoice, FacetMenu } from "./FacetMenu";
import { isEmpty, type PhotoFilter, tagsOf, without, withoutTag, withTag } from "./PhotoFilter";
import { searchQuery } from "./searchQuery";
import { ratingsFrom, yearsOf } from "./yearsOf";

export interface SearchFiltersProps {
  filter: PhotoFilter;
}

type Part = Exclude<keyof PhotoFilter, "q" | "tags">;

/** Narrows a search: menus with the counts of what is found, and a chip for everything that was chosen. */
export function SearchFilters({ filter }: SearchFiltersProps) {
  const { messages, formats } = useLanguage();
  const texts = messages.search;
  const service = usePhotoService();
  const navigate = useNavigate();
  const authors = useQuery({ ...authorsQuery(service), enabled: filter.author !== undefined });
  const { data: found, isPlaceholderData } = useQuery({
    ...searchQuery(service, filter),
    placeholderData: keepPreviousData,
  });
  const facets = found?.facets ?? {};

  const change = (next: PhotoFilter) => void navigate({ to: "/search", search: next });
  const choose =
    <Name extends Part>(name: Name, read: (value: string) => PhotoFilter[Name]) =>
    (value: string, chosen: boolean) =>
      change(chosen ? { ...filter, [name]: read(value) } : without(filter, name));
  const choicesOf = (
    counts: readonly FacetCount[] | undefined,
    chosen: string | undefined,
    label: (count: FacetCount) => string,
  ): FacetChoice[] =>
    (counts ?? []).map((it) => ({
      value: it.value,
      label: label(it),
      count: it.count,
      chosen: it.value === chosen,
    }));

  const takenLabel = (taken: string) => (taken.length === 4 ? taken : formats.month(taken));
  const kindLabel = (kind: string) => (kind === "unknown" ? texts.unknownKind : kind.toUpperCase());
  const authorName = (id: number) =>
    authors.data?.find((author) => author.id === id)?.name ??
    facets.author?.find((it) => it.value === String(id))?.name ??
    texts.author;
  const years = yearsOf(facets.month ?? []);
  const times: FacetChoice[] =
    years.length === 1 && (facets.month?.length ?? 0) > 0 && filter.taken !== undefined
      ? choicesOf(
          facets.month?.filter((it) => it.value !== "undated"),
          filter.taken,
          (it) => takenLabel(it.value),
        )
      : years.map(({ year, count }) => ({ value: year, label: year, count, chosen: filter.taken === year }));
  const tags = tagsOf(filter);

  const chips: { key: string; label: string; next: PhotoFilter }[] = [
    ...(filter.taken === undefined
      ? []
      : [{ key: "taken", label: takenLabel(filter.taken), next: without(filter, "taken") }]),
    ...(filter.rating === undefined
      ? []
      : [{ key: "rating", label: texts.atLeast(filter.rating), next: without(filter, "rating") }]),
    ...(filter.author === undefined
      ? []
      : [{ key: "author", label: authorName(filter.author), next: without(filter, "author") }]),
    ...tags.map((tag) => ({ key: `tag ${tag}`, label: tag, next: withoutTag(filter, tag) })),
    ...(filter.camera === undefined
      ? []
      : [{ key: "camera", label: filter.camera, next: without(filter, "camera") }]),
    ...(filter.kind === undefined
      ? []
      : [{ key: "kind", label: kindLabel(filter.kind), next: without(filter, "kind") }]),
    ...(filter.place === undefined
      ? []
      : [
          {
            key: "place",
            label: filter.place === "yes" ? texts.withPlace : texts.withoutPlace,
            next: without(filter, "place"),
          },
        ]),
    ...(filter.raw === undefined
      ? []
      : [
          {
            key: "raw",
            label: filter.raw === "yes" ? texts.withRaw : texts.withoutRaw,
            next: without(filter, "raw"),
          },
        ]),
    ...(filter.session === undefined
      ? []
      : [{ key: "session", label: texts.session, next: without(filter, "session") }]),
  ];

  const status =
    found === undefined || isPlaceholderData || isEmpty(filter)
      ? isEmpty(filter)
        ? texts.start
        : ""
      : found.complete
        ? texts.found(found.total, formats.number)
        : texts.foundMore(found.total, formats.number);

  return (
    <section aria-label={texts.filters} className="flex shrink-0 flex-col gap-2 px-3 py-2.5 sm:px-5">
      <div className="-mx-3 flex items-center gap-2 overflow-x-auto px-3 py-0.5 sm:-mx-5 sm:px-5 scrollbarless">
        <FacetMenu label={texts.time} choices={times} onChoose={choose("taken", (value) => value)} />
        <FacetMenu
          label={texts.rating}
          choices={ratingsFrom(facets.rating ?? [])
            .filter((it) => it.count > 0)
            .map(({ stars, count }) => ({
              value: String(stars),
              label: texts.atLeast(stars),
              count,
              chosen: filter.rating === stars,
            }))}
          onChoose={choose("rating", Number)}
        />
        <FacetMenu
          label={texts.author}
          choices={choicesOf(facets.author, String(filter.author), (it) => it.name ?? it.value)}
          onChoose={choose("author", Number)}
        />
        <FacetMenu
          label={texts.tags}
          choices={(facets.tag ?? []).map((it) => ({
            value: it.value,
            label: it.value,
            count: it.count,
            chosen: tags.includes(it.value),
          }))}
          onChoose={(tag, chosen) => change(chosen ? withTag(filter, tag) : withoutTag(filter, tag))}
        />
        <FacetMenu
          label={texts.camera}
          choices={choicesOf(facets.camera, filter.camera, (it) => it.value)}
          onChoose={choose("camera", (value) => value)}
        />
        <FacetMenu
          label={texts.kind}
          choices={choicesOf(facets.kind, filter.kind, (it) => kindLabel(it.value))}
          onChoose={choose("kind", (value) => value)}
        />
        <FacetMenu
          label={texts.more}
          choices={[
            { value: "place", label: texts.withPlace, count: null, chosen: filter.place === "yes" },
            { value: "raw", label: texts.withRaw, count: null, chosen: filter.raw === "yes" },
          ]}
          onChoose={(value, chosen) =>
            change(
              chosen ? { ...filter, [value]: "yes" } : without(filter, value === "place" ? "place" : "raw"),
            )
          }
        />
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        {chips.map((chip) => (
          <button
            key={chip.key}
            type="button"
            onClick={() => change(chip.next)}
            aria-label={texts.remove(chip.label)}
            title={texts.remove(chip.label)}
            className="flex h-9 max-w-60 items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-sm"
          >
            <span className="truncate">{chip.label}</span>
            <CloseIcon className="size-4 shrink-0 text-muted" />
          </button>
        ))}
        <p role="status" className="ml-auto text-sm text-muted">
          {status}
        </p>
      </div>
    </section>
  );
}
