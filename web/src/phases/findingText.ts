import type { Messages } from "../messages/en";
import type { Formats } from "../messages/formats";
import type { PreflightFinding } from "../service/Transitions";

/** What preflight found, in the reader's language. */
export interface FindingText {
  readonly problem: string;
  /** Empty where nothing has to be done. */
  readonly remedy: string;
  /** What the server adds to the problem, in English. */
  readonly more: string | null;
  /** Whether all of it is the server's English, because this client does not know the kind. */
  readonly isForeign: boolean;
}

const MEGABYTE = 1 << 20;

export function findingText(
  finding: PreflightFinding,
  { console: { findings }, gallery }: Pick<Messages, "console" | "gallery">,
  formats: Formats,
): FindingText {
  const foreign = { problem: finding.problem, remedy: finding.remedy, more: null, isForeign: true };
  const said = (problem: string, remedy: string, more: string | null = null): FindingText => ({
    problem,
    remedy,
    more,
    isForeign: false,
  });
  const { needed_mb, free_mb, name, count, sentence, first } = finding.values;
  switch (finding.code) {
    case "file_wish":
      return said(findings.fileWish, findings.fileWishRemedy, text(sentence) ?? finding.problem);
    case "no_room":
      return isNumber(needed_mb) && isNumber(free_mb)
        ? said(
            findings.noRoom(formats.bytes(needed_mb * MEGABYTE), formats.bytes(free_mb * MEGABYTE)),
            findings.noRoomRemedy,
          )
        : foreign;
    case "reachable":
      return said(findings.reachable, findings.reachableRemedy);
    case "no_admin":
      return said(findings.noAdmin, findings.noAdminRemedy);
    case "unclaimed":
      return said(findings.unclaimed, findings.unclaimedRemedy);
    case "contributions":
      return typeof name === "string" && isNumber(count)
        ? said(
            findings.contributions(name, gallery.photos(count, formats.number)),
            findings.contributionsRemedy,
          )
        : foreign;
    case "imports":
      return isNumber(count)
        ? said(findings.imports(formats.number(count)), findings.importsRemedy)
        : foreign;
    case "losses":
      return isNumber(count)
        ? said(findings.losses(formats.number(count)), findings.lossesRemedy, text(first))
        : foreign;
    default:
      return foreign;
  }
}

const isNumber = (value: unknown): value is number => typeof value === "number";

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
