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

const people = [null, 1, 2];

test("while all share one library, the sentence says that everyone sees the photos, signed in or not", () => {
  for (const phase of [0, 1, 2]) {
    for (const person of people) {
      expect(whoSees(statusIn(phase), person, en)).toMatch(/everyone who can reach this server/i);
      expect(whoSees(statusIn(phase), person, nb)).toMatch(/alle som når denne tjeneren/i);
    }
  }
});

test("nobody is told that they alone see photos where that is not so", () => {
  for (const messages of [en, nb]) {
    const alone = whoSees(statusIn(4), 2, messages);
    const places = [0, 1, 2, 3, 4].flatMap((phase) => people.map((person) => ({ phase, person })));
    const told = places.filter(({ phase, person }) => whoSees(statusIn(phase), person, messages) === alone);
    expect(told).toEqual([
      { phase: 3, person: 2 },
      { phase: 4, person: 1 },
      { phase: 4, person: 2 },
    ]);
  }
});

test("whose the shared library is, is told that it is still open to everyone before sign-in is required", () => {
  expect(whoSees(statusIn(3), 1, en)).toMatch(/yours.*everyone who can reach this server/i);
  expect(whoSees(statusIn(3), 1, nb)).toMatch(/ditt.*alle som når denne tjeneren/i);
});

test("nothing is claimed before the server has told its phase", () => {
  expect(whoSees(null, null, en)).toBeNull();
});
