import { useQuery } from "@tanstack/react-query";
import type { Messages } from "../messages/en";
import { useMessages } from "../messages/language";
import { JOBS_SHOWN, keys, usePhotoService } from "../service/library";
import type { JobContributor, PhotoContributor } from "../service/PhotoService";
import { FIRST_USER, type MultiuserStatus, ownerShown } from "../service/ServerPhase";
import { useLibraryShown, useStanding, useUser } from "./signIn";

/** Whether the server names to somebody who added what: to members, of the library that several share or shared. */
export function isToldOfContributors(status: MultiuserStatus | null, user: number | null): boolean {
  switch (status?.phase_name) {
    case undefined:
    case "single":
    case "foundation":
      return false;
    case "dual":
    case "scoped":
    case "active":
      return user !== null && ownerShown(status, user) === FIRST_USER;
  }
}

/** The library of which somebody is told who added what; null where nobody is named to them. */
function useToldLibrary(): number | null {
  const { status } = useStanding();
  const user = useUser();
  const { generation } = useLibraryShown();
  return isToldOfContributors(status, user?.id ?? null) ? generation : null;
}

/** People's names as the reader is told them, those who have left once. */
export function namesOf(
  people: readonly { name: string | null; is_viewer: boolean }[],
  { contributors }: Pick<Messages, "contributors">,
): string[] {
  const named = people
    .filter(({ name }) => name !== null)
    .map(({ name, is_viewer }) => (is_viewer ? contributors.you : (name as string)));
  return people.some(({ name }) => name === null) ? [...named, contributors.gone] : named;
}

export interface AddedBy {
  /** With whom the photo came into the library. */
  readonly first: readonly string[];
  /** Who added it when it was there already. */
  readonly others: readonly string[];
}

const NOBODY: readonly PhotoContributor[] = [];

/** Who added a photo, as far as the reader may know. */
export function usePhotoContributors(hothash: string): AddedBy {
  const service = usePhotoService();
  const messages = useMessages();
  const library = useToldLibrary();
  const told = useQuery({
    queryKey: keys.photoContributors(library, hothash),
    queryFn: ({ signal }) => service.photoContributors(hothash, signal),
    enabled: library !== null,
  });
  const people = (library !== null && told.data) || NOBODY;
  return {
    first: namesOf(
      people.filter((it) => it.is_first),
      messages,
    ),
    others: namesOf(
      people.filter((it) => !it.is_first),
      messages,
    ),
  };
}

const NO_JOBS: ReadonlyMap<number, JobContributor> = new Map();

/**
 * For whom each of the newest imports adds, as far as the reader may know, in a few words.
 *
 * @param newest the id of the newest import that is shown
 */
export function useJobContributors(newest: number | undefined): (job: number) => string | null {
  const service = usePhotoService();
  const messages = useMessages();
  const library = useToldLibrary();
  const told = useQuery({
    queryKey: keys.jobContributors(library, newest),
    queryFn: ({ signal }) => service.jobContributors(JOBS_SHOWN, signal),
    enabled: library !== null && newest !== undefined,
    select: (people): ReadonlyMap<number, JobContributor> => new Map(people.map((it) => [it.job_id, it])),
  });
  const people = (library !== null && told.data) || NO_JOBS;
  return (job) => {
    const person = people.get(job);
    return person ? messages.contributors.from(namesOf([person], messages).join()) : null;
  };
}
