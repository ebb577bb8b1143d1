import { expect, test } from "vitest";
import { en } from "../messages/en";
import { nb } from "../messages/nb";
import type { MultiuserStatus, PhaseName } from "../service/ServerPhase";
import { whoSees } from "./WhoSees";

const phases: readonly PhaseName[] = ["single", "foundation", "dual", "scoped", "active"];

const statusIn = (phase: number): MultiuserStatus => ({
  phase,
  phase_name: phases[phase] as PhaseName,
  epoch: 1,
  sign_in_offered: phase > 0,
  sign_in_required: phase === 4,
  sign_in_methods: ["password"],
  registration: "invitation",
  contract_version: "1.0.0",
});

test("while all share one library, the sentence says that everyone sees the photos, signed in or not", () => {
  for (const phase of [0, 1, 2]) {
    for (const signedIn of [true, false]) {
      expect(whoSees(statusIn(phase), signedIn, en)).toMatch(/everyone who can reach this server/i);
      expect(whoSees(statusIn(phase), signedIn, nb)).toMatch(/alle som når denne tjeneren/i);
    }
  }
});

test("nobody is told that they alone see photos before that is so", () => {
  for (const messages of [en, nb]) {
    const alone = whoSees(statusIn(4), true, messages);
    for (const phase of [0, 1, 2]) {
      expect(whoSees(statusIn(phase), true, messages)).not.toBe(alone);
    }
    expect(whoSees(statusIn(3), false, messages)).not.toBe(alone);
  }
});

test("nothing is claimed before the server has told its phase", () => {
  expect(whoSees(null, false, en)).toBeNull();
});
