import type { RefusalText } from "./refusalText";

/** Why something was not done, with what the server adds in English marked as such. */
export function Refusal({ text, more, isForeign }: RefusalText) {
  return (
    <>
      <span lang={isForeign ? "en" : undefined}>{text}</span>
      {more && (
        <>
          {" "}
          <span lang="en">{more}</span>
        </>
      )}
    </>
  );
}
